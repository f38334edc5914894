/** What a form asks for, in the words in which forms ask. */
export type Field =
  | 'patient-name'
  | 'birth-date'
  | 'discloser'
  | 'recipient'
  | 'description'
  | 'purpose'
  | 'expiration'
  | 'signature'
  | 'witness'
  | 'signature-date'
  | 'representative-authority'
  /** Ends the value of what stands before; is not read itself. */
  | 'other';

export interface LabelPhrase {
  readonly field: Field;
  readonly pattern: RegExp;
}

/** A field within a sentence; the first group is its value. */
export interface SentencePhrase {
  readonly field: Field;
  readonly pattern: RegExp;
}

const label = (field: Field, source: string): LabelPhrase => ({
  field,
  // At the beginning of a line, after a wide gap, a blank, a mark or a number; never within a sentence.
  pattern: new RegExp(
    String.raw`(?<=^|[\n|_]|[\n|_] |[\n|](?:\(?\d{1,2}(?:\(?[a-z]\))?|[a-z])[.)] ?|[\n|](?:section|part|seccion|parte) \w{1,3}[.:]? ?)¿?(?:${source})`,
    'g',
  ),
});

const WHO = String.raw`(?:persons?|person\(s\)|individuals?|organi[sz]ations?|entit(?:y|ies)|facilit(?:y|ies)|providers?|part(?:y|ies)|hospitals?|agenc(?:y|ies)|programs?|name)`;
const QUIEN = String.raw`(?:personas?|entidad(?:es)?|organizacion(?:es)?|proveedor(?:es)?|hospital(?:es)?|institucion(?:es)?|nombre)`;
const REST = String.raw`[^:_|\n?]`;

/** Words with which a label goes on; anything else after it is the value. */
const TAIL = String.raw`(?: \(?(?:the|of|this|these|my|your|that|which|information|records?|health|medical|protected|phi|is|are|to|be|being|from|by|with|and|or|for|use|used|uses|disclos\w*|releas\w*|shared|request(?:ed)?|authori[sz]ation|authori[sz]ed|patients?|described|below|above|whom|made|may|will|i|want|needed|persons?|organizations?|specific|each|receive|receiving|divulga\w*|informacion|registros|de|la|las|los|el|que|se|esta|autorizacion|salud|medica|puede|divulgar|recibir|recibira|solicitud|uso|representatives?|guardian|parent|legal|personal|or other|individual|client|paciente|representante|tutor|su|o|date|event|if not signed by|on|behalf|firma|del)\b\)?)*`;

export const LABELS: readonly LabelPhrase[] = [
  label(
    'patient-name',
    String.raw`(?:(?:patient|individual|client|claimant|member)(?:'?s)? (?:full |legal |printed )?name|name of (?:the )?(?:patient|individual|client|claimant)|nombre (?:completo )?(?:del|de la) (?:paciente|persona|individuo)|paciente(?=:)|patient(?=:)|name of (?:the )?(?:proposed )?insured|insured(?:'s)? name|my (?:full )?name(?=[:_])|mi nombre(?=[:_])|name(?=:| \((?:last|first|print)))(?: \([^)\n]{2,40}\))?`,
  ),
  label(
    'birth-date',
    String.raw`(?:date of birth|(?:my )?birth ?da(?:te|y)|d\.?o\.?b\.?(?=[:_| ])|born on|fecha de nacimiento)`,
  ),
  label(
    'discloser',
    String.raw`(?:${WHO}${REST}{0,70}?(?:disclosing|releasing|to (?:use (?:and|or|\/) ?)?(?:disclose|release|make|share|give)|making|who may disclose|from whom)${TAIL}|(?:disclosed?|released?|obtained?|obtain|information) (?:information |records )?from(?: whom)?|who (?:may|will|can|is to) (?:disclose|release|share|give)${TAIL}\??|from whom(?=[:_|\n])|custodian(?: of (?:the )?records)?(?=[:_|\n])|from(?=:| \()|disclosing (?:party|entity|facility|provider|organization|program)|(?:${QUIEN})${REST}{0,60}?(?:que (?:divulga|puede divulgar|entrega|revela)|autorizad[oa]s? (?:a|para) (?:divulgar|revelar|entregar|dar))${TAIL}|quien (?:puede |va a |debe )?(?:divulga|revela|entrega)r?${TAIL}\??|de(?=:))`,
  ),
  label(
    'recipient',
    String.raw`(?:${WHO}${REST}{0,70}?(?:receiv(?:e|ing)|to whom|recipient)${TAIL}|(?:disclosed?|released?|sent?|give|given|provided?|send)(?: (?:information|records|copies))? to(?: whom)?(?=[:_|\n]| \()|recipient(?:'?s|\(s\)|s)?(?: name| of (?:the )?(?:information|records))?|to whom${TAIL}|who (?:may|will|can|is to) (?:receive|get|see)${TAIL}\??|to(?=:| \()|(?:${QUIEN})${REST}{0,60}?(?:que (?:recib|puede[n]? recib)\w*|autorizad[oa]s? (?:a|para) recib\w*)${TAIL}|quien (?:puede |va a )?(?:recibe|recibir)${TAIL}\??|destinatari[oa]s?${TAIL}|a quien${TAIL}|para(?=:)|a(?=:))`,
  ),
  label(
    'description',
    String.raw`(?:(?:specific )?(?:description of )?(?:the )?(?:specific )?(?:health |medical |protected )*(?:information|records?) (?:to be |that (?:may|will|can) be |being )(?:used|disclosed|released|shared|sent)${TAIL}|(?:specific )?description of (?:the )?(?:health |medical )?(?:information|records)${TAIL}|of what(?=:)|what (?:information|records|can|may|will|do)${TAIL}\??|types? of (?:information|records)${TAIL}|(?:information|records) requested|(?:disclose|release) the following(?: information| records)?|informacion (?:especifica )?(?:que )?(?:se )?(?:a |puede |va a |autorizo )*(?:ser )?(?:divulga|revela|entrega|usa)${TAIL}|(?:descripcion|tipos?) de (?:la )?informacion${TAIL}|que informacion${TAIL}\??|registros (?:que|solicitados)${TAIL})`,
  ),
  label(
    'purpose',
    String.raw`(?:(?:the )?(?:specific )?(?:purpose|reason)(?:s|\(s\))?${TAIL}|why${REST}{0,60}\??|(?:proposito|motivo|finalidad|razon)${TAIL}|por que${REST}{0,50}\??)(?:(?=[:_|\n])|(?<=\?))`,
  ),
  label(
    'expiration',
    String.raw`(?:(?:this )?(?:authorization )?(?:expiration|expiry)(?: date)?(?:(?: or|,|\/| \/) ?event)?${TAIL}|expires?(?: on| upon| when)?|end date|(?:date or event|event or date|date)(?: on| upon| at)? (?:which|when) ${REST}{0,50}expires?|(?:this )?(?:authorization|permission|consent) (?:ends|expires|will expire|will end)(?: on)?|ends on|fecha (?:o evento )?de (?:vencimiento|caducidad|expiracion)${TAIL}|vence(?: el)?|(?:vencimiento|caducidad)${TAIL})(?=[:_|\n])`,
  ),
  label(
    'signature-date',
    String.raw`(?:today(?:'s date)?(?=[:_])|date(?:d)?(?: signed| of (?:the )?signature)?(?=[:_|\n]| (?=[_\d]))|signed on|fecha(?: de (?:la )?firma)?(?=[:_|\n]| (?=[_\d])))`,
  ),
  label(
    'representative-authority',
    String.raw`(?:relation(?:ship)? (?:to|with) (?:the )?(?:patient|individual|client|claimant)${TAIL}|relationship(?=:)|(?:description of )?(?:personal |legal )?(?:representative'?s |legal )?(?:authority|basis) (?:to (?:act|sign)|of (?:the )?(?:personal )?representative)${TAIL}|parentesco${TAIL}|relacion con el paciente${TAIL}|autoridad (?:del representante|para firmar)${TAIL})`,
  ),
  label(
    'witness',
    String.raw`(?:(?:signature of )?witness(?:'?s)?(?: signature)?|(?:firma del )?testigo|notary${REST}{0,30})`,
  ),
  label(
    'signature',
    String.raw`(?:signature(?: of)?${TAIL}|(?:patient|individual|client|claimant|representative)(?:'?s)? signature|signed(?=[:_])(?! by)|firma(?: (?:del|de la|de))?${TAIL})`,
  ),
  label(
    'other',
    String.raw`(?:(?:street |mailing |patient |home )?address|city|state|zip|(?:home |cell |daytime )?(?:tele)?phone${REST}{0,12}|fax${REST}{0,10}|e-?mail|ssn|social security${REST}{0,12}|mrn|medical record (?:number|no)|record (?:number|no\.?)|account${REST}{0,10}|print(?:ed)? name${REST}{0,40}|name of (?:personal |legal )?representative|dates? of (?:service|treatment|care)|initials?|direccion|domicilio|telefono|ciudad|estado|codigo postal|correo${REST}{0,12}|seguro social|fechas? de (?:servicio|atencion|tratamiento)|nombre (?:en letra|del representante)${REST}{0,30}|your rights?|my rights|i understand|important|please |instructions?|for office use|office use|comments?|notes?(?=:)|entiendo|sus derechos|mis derechos|tengo derecho|instrucciones|authorization (?:to|for)|autorizacion (?:para|de)|this authorization|this consent|esta autorizacion|este consentimiento|format(?: of| requested)?${REST}{0,20}|delivery${REST}{0,20}|page \d|pagina \d)(?=[:_|\n #.,]|$)`,
  ),
];

const DISCLOSE = String.raw`(?:use and disclose|use or disclose|disclose|release|furnish|provide|give|send|share|deliver)`;
const GAP = String.raw`[\s|]+`;

export const SENTENCES: readonly SentencePhrase[] = [
  {
    field: 'patient-name',
    pattern: new RegExp(
      String.raw`(?<=^|[\n|.]|[\n|.] )i,?${GAP}([^.;:]{1,90}?)[,\s|]*(?:\((?:patient|print)[^)]*\))?[,\s|]+(?:the undersigned,? |do |hereby )*(?:authorize|authorise|give|consent|permit|request|born|date of birth|dob|residing)\b`,
      'g',
    ),
  },
  {
    field: 'patient-name',
    pattern: new RegExp(
      String.raw`(?<=^|[\n|.]|[\n|.] )yo,?${GAP}([^.;:]{1,90}?)[,\s|]+(?:por la presente |por este medio )?(?:autorizo|doy|consiento|nacid[oa]|con fecha)`,
      'g',
    ),
  },
  {
    field: 'birth-date',
    pattern: new RegExp(
      String.raw`\b(?:born(?: on)?|dob|date of birth|nacid[oa](?: el)?|fecha de nacimiento)[:,]?${GAP}([^;:]{2,40})`,
      'g',
    ),
  },
  {
    field: 'discloser',
    pattern: new RegExp(
      String.raw`\b(?:authorize|authorise|permit|request)(?: and (?:direct|request))?${GAP}([^.;:]{1,160}?)${GAP}to${GAP}${DISCLOSE}\b`,
      'g',
    ),
  },
  {
    field: 'discloser',
    pattern: new RegExp(
      String.raw`\bautorizo(?: a)?${GAP}([^.;:]{1,160}?)[,\s|]+(?:a|para)(?: que)?${GAP}(?:divulg|revel|entreg|compart|proporcion|de a conocer)`,
      'g',
    ),
  },
  {
    field: 'description',
    pattern: new RegExp(String.raw`\bto${GAP}${DISCLOSE}${GAP}([^.;:]{1,240}?)${GAP}to${GAP}(?![a-z]+ing\b)`, 'g'),
  },
  {
    field: 'description',
    pattern: new RegExp(
      String.raw`\b(?:divulgar|revelar|entregar|divulgue|entregue|proporcione|revele)${GAP}([^.;:]{1,240}?)${GAP}a${GAP}`,
      'g',
    ),
  },
  {
    field: 'recipient',
    pattern: new RegExp(
      String.raw`\bto${GAP}${DISCLOSE}${GAP}[^.;:]{1,240}?${GAP}to${GAP}([^.;:]{1,160}?)(?=[,\s|]+(?:for|in connection|in order|to be used)\b|[.;])`,
      'g',
    ),
  },
  {
    field: 'recipient',
    pattern: new RegExp(
      String.raw`\b(?:divulgar|revelar|entregar|divulgue|entregue|proporcione|revele)${GAP}[^.;:]{1,240}?${GAP}a${GAP}([^.;:]{1,160}?)(?=[,\s|]+(?:con el|para|por)\b|[.;])`,
      'g',
    ),
  },
  {
    field: 'purpose',
    pattern: new RegExp(
      String.raw`\bfor${GAP}(?:the${GAP})?(?:following${GAP})?(?:sole${GAP})?purposes?(?:${GAP}of)?[:\s|]+([^.;:]{1,160}?)(?=[.;]|${GAP}this${GAP}authorization|$)`,
      'g',
    ),
  },
  {
    field: 'purpose',
    pattern: new RegExp(String.raw`\bcon${GAP}el${GAP}(?:proposito|fin)${GAP}de[:\s|]+([^.;:]{1,160}?)(?=[.;]|$)`, 'g'),
  },
];

/** After one of these stands when the form ends to hold. */
export const EXPIRY =
  /\b(?:expir(?:es?|ation|y|ed|ing)\b(?: date)?|ends (?:on|upon|when)\b|(?:valid|effective|in effect|in force|good)(?: only)? (?:until|through|for)\b|venc(?:e|era|imiento)\b|caduc(?:a|ara|idad)\b|expir(?:a|ara|acion)\b|valid[oa] (?:hasta|por)\b|(?:en vigor|vigente) hasta\b)/g;
