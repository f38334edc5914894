import type { PortalMail } from './mail-out.ts';

/** A code by mail: says whose mail it is and what to do with it, nothing of records or of who is known here. Pure. */
export function deriveCodeMail(language: 'en' | 'es', code: string, minutes: number): PortalMail {
  return language === 'es'
    ? {
        subject: 'Su código para el portal',
        text: `Su código: ${code}\n\nEscríbalo en la página que lo pide. Sirve una vez, durante ${minutes} minutos.\nSi no lo pidió usted, no haga nada. Nadie de nuestra oficina le pedirá este código.\n`,
      }
    : {
        subject: 'Your code for the portal',
        text: `Your code: ${code}\n\nType it into the page that asks for it. It works once, for ${minutes} minutes.\nIf you did not ask for it, do nothing. Nobody from our office will ask you for this code.\n`,
      };
}

/** The invitation after an application. Whoever applied for the own records also needs the birth date. Pure. */
export function deriveInvitedMail(language: 'en' | 'es', code: string, url: string, days: number): PortalMail {
  return language === 'es'
    ? {
        subject: 'Su cuenta en el portal',
        text: `Puede abrir su cuenta.\n\nAbra esta dirección: ${url}\nEscriba este código: ${code}\n\nSirve una vez, durante ${days} días. Nadie de nuestra oficina le pedirá este código.\n`,
      }
    : {
        subject: 'Your account in the portal',
        text: `You can open your account.\n\nOpen this address: ${url}\nType this code: ${code}\n\nIt works once, for ${days} days. Nobody from our office will ask you for this code.\n`,
      };
}

/** The same whatever the reason was: it tells nothing of who is known here. Pure. */
export function deriveRefusedMail(language: 'en' | 'es'): PortalMail {
  return language === 'es'
    ? {
        subject: 'Su solicitud de una cuenta en el portal',
        text: 'Con lo que nos envió no pudimos abrir una cuenta. Llame o visite la oficina de registros con un documento de identidad.\n',
      }
    : {
        subject: 'Your request for an account in the portal',
        text: 'With what you sent us we could not open an account. Please call or visit the records office with an identity document.\n',
      };
}

/** Something lies in the portal: the mail names neither what nor whose, and its reader signs in to see. Pure. */
export function deriveReadyMail(
  language: 'en' | 'es',
  { facility, url }: { facility: string; url: string },
): PortalMail {
  return language === 'es'
    ? {
        subject: 'Hay algo nuevo en su portal',
        text: `Algo nuevo lo espera en el portal de ${facility}.\n\nAbra esta dirección y entre con su cuenta: ${url}\n\nPor su privacidad, este correo no dice qué es. Nadie de nuestra oficina le pedirá su frase de acceso.\n`,
      }
    : {
        subject: 'Something new waits in your portal',
        text: `Something new waits for you in the portal of ${facility}.\n\nOpen this address and sign in to your account: ${url}\n\nFor your privacy this mail does not say what it is. Nobody from our office will ask you for your passphrase.\n`,
      };
}
