/** Lengths that carry the GS1 modulo-10 digit: EAN-8, UPC-A, EAN-13, GTIN-14, GSIN, SSCC. */
const gtinLengths: ReadonlySet<number> = new Set([8, 12, 13, 14, 17, 18]);

export function isDigits(text: string): boolean {
  return /^\d+$/.test(text);
}

function digitAt(text: string, index: number): number {
  return text.charCodeAt(index) - 48;
}

/** GS1 modulo-10 check digit of the digits before it (General Specifications 7.9). Throws nothing; give digits only. */
export function gtinCheckDigit(body: string): string {
  let sum = 0;
  for (let fromRight = 0; fromRight < body.length; fromRight++) {
    sum += digitAt(body, body.length - 1 - fromRight) * (fromRight % 2 === 0 ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}

/** Whether the code is an EAN-8, UPC-A, EAN-13, GTIN-14 or SSCC whose last digit is right. */
export function hasGtinCheckDigit(code: string): boolean {
  return gtinLengths.has(code.length) && isDigits(code) && gtinCheckDigit(code.slice(0, -1)) === code.slice(-1);
}

/** Luhn check digit of the digits before it (ISO/IEC 7812-1 Annex B). */
export function luhnCheckDigit(body: string): string {
  let sum = 0;
  for (let fromRight = 0; fromRight < body.length; fromRight++) {
    const digit = digitAt(body, body.length - 1 - fromRight) * (fromRight % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Whether the last digit of the number is its Luhn digit. */
export function hasLuhnCheckDigit(number: string): boolean {
  return number.length > 1 && isDigits(number) && luhnCheckDigit(number.slice(0, -1)) === number.slice(-1);
}
