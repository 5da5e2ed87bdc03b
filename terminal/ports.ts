/** Where the programs meet when nobody says otherwise. */

export const SERVER_PORT = 65_432;
/** An inspector listens here and forwards to the server; a client looks here first. */
export const INSPECTOR_PORT = 65_433;
