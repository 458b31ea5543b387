import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  classifyCode,
  type CodeRules,
  gtinCheckDigit,
  guessSymbology,
  hasGtinCheckDigit,
  hasLuhnCheckDigit,
  isBankCardNumber,
  luhnCheckDigit,
  maskBankNumber,
  noFraming,
  readDigitalLink,
  readElements,
  readScanText,
  splitAim,
  symbologyOf,
} from "../../../core/scan/index.ts";

const rules: CodeRules = {
  weightPrefix: "22",
  pricePrefix: "23",
  cardRanges: [
    { prefix: "290", length: 13, check: "gtin" },
    { prefix: "6391", length: 16, check: "luhn" },
    { prefix: "CLUB-", length: 11, check: "none" },
  ],
};
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const kindOf = (data: string, aim?: string) => classifyCode({ data, aim }, rules);
const withCheck = (body: string) => body + gtinCheckDigit(body);
const gs = "\u001d";

describe("check digits", () => {
  it.each([
    ["250000000042", "3"],
    ["5512345", "7"],
    ["03600029145", "2"],
    ["1231231231233", "3"],
    ["37610425002123456", "9"],
  ])("GS1 digit of %s is %s", (body, digit) => {
    expect(gtinCheckDigit(body)).toBe(digit);
    expect(hasGtinCheckDigit(body + digit)).toBe(true);
  });

  it("Luhn digit of 639100000000420 is 4", () => {
    expect(luhnCheckDigit("639100000000420")).toBe("4");
  });

  it("one wrong digit is always found", () => {
    fc.assert(
      fc.property(digits(12), fc.nat(11), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const wrong = body.slice(0, at) + ((Number(body[at]) + by) % 10) + body.slice(at + 1);
        expect(hasGtinCheckDigit(wrong + gtinCheckDigit(body))).toBe(false);
        expect(hasLuhnCheckDigit(wrong + luhnCheckDigit(body))).toBe(false);
      }),
    );
  });

  it.each(["", "1", "12345", "40063813339310000000", "400638133393X", "٤٠٠٦٣٨١٣٣٣٩٣١"])(
    "%j carries no GS1 digit",
    (code) => {
      expect(hasGtinCheckDigit(code)).toBe(false);
    },
  );
});

describe("what a scanned code is to the till", () => {
  it.each([
    ["a card by its range", "2900000007208", { kind: "card", number: "2900000007208" }],
    ["a card with letters", "CLUB-000123", { kind: "card", number: "CLUB-000123" }],
    ["a card read wrong", "2900000007209", { kind: "damaged", reason: "check-digit", of: "card" }],
    ["goods", "4817000010016", { kind: "item", barcode: "4817000010016" }],
    ["goods read wrong", "4817000010017", { kind: "damaged", reason: "check-digit", of: "goods" }],
    ["an EAN-8", "96385074", { kind: "item", barcode: "96385074" }],
    ["a UPC-A, brought to thirteen digits", "036000291452", { kind: "item", barcode: "0036000291452" }],
    ["a code of the shop's own", "HL-15", { kind: "item", barcode: "HL-15" }],
    ["1,196 kg", withCheck("220101001196"), { kind: "weighed", barcodePrefix: "2201010", qtyMilli: 1196 }],
    ["a label without weight", withCheck("220101000000"), { kind: "damaged", reason: "weight-zero", of: "goods" }],
    ["a priced label", "2305000123451", { kind: "priced", barcodePrefix: "2305000", priceMinor: 12345 }],
    ["nothing", " \r", { kind: "damaged", reason: "empty", of: "goods" }],
    ["two codes run together", "123\n456", { kind: "damaged", reason: "control-characters", of: "goods" }],
  ])("%s", (_what, data, expected) => {
    expect(kindOf(data)).toEqual(expected);
  });

  it.each([
    ["]E0", "2112345678900", "item"],
    ["]E0", "2112345678901", "check-digit"],
    ["]E0", "123456789012", "length"],
    ["]E0", "12345678901234", "length"],
    ["]E0", "1234ABC890123", "non-numeric"],
    ["]E4", "02345673", "item"],
    ["]E4", "02345674", "check-digit"],
    ["]E4", "1234567", "length"],
    ["]C0", "1234567890123", "item"],
    ["]C1", "", "empty"],
    ["]C1", "011231231231233310ABC123", "item"],
    ["]d2", `10ABC${gs}99X`, "unknown-ai"],
    ["]E0", `2112345678900|]e099COMPOSITE${gs}98XYZ`, "item"],
  ])("%s %s is %s", (aim, data, expected) => {
    const found = kindOf(data, aim);
    expect(found.kind === "damaged" ? found.reason : found.kind).toBe(expected);
    expect(kindOf(aim + data)).toEqual(found);
  });

  it("a GTIN of a GS1 code or link is the EAN-13 of the catalogue", () => {
    const item = { kind: "item", barcode: "4817000010016" };
    expect(kindOf(`0104817000010016${gs}10A`, "]C1")).toEqual(item);
    expect(kindOf("https://id.example/01/04817000010016/10/A?17=251231", "]Q1")).toEqual(item);
  });

  it("never crashes, and never finds a card number that is not in the input", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (data) => {
        const found = kindOf(data);
        expect(data).toContain(found.kind === "card" ? found.number : "");
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a payment card is refused before anything sees it", () => {
  it.each([
    ["Visa", "4111111111111111"],
    ["Mastercard", "5555555555554444"],
    ["American Express", "378282246310005"],
    ["Mir", "2200000000000004"],
    ["Belkart", "9112000000000006"],
    ["UnionPay", "6200000000000005"],
  ])("%s", (_scheme, number) => {
    expect(hasLuhnCheckDigit(number)).toBe(true);
    expect(kindOf(number)).toEqual({ kind: "bank-card" });
  });

  it("unless the number is the programme's own by a prefix of four or more", () => {
    const own = (prefix: string) => [{ prefix, length: 16, check: "luhn" as const }];
    expect(isBankCardNumber("4111111111111111", own("4111"))).toBe(false);
    expect(isBankCardNumber("4111111111111111", own("4"))).toBe(true);
    expect(isBankCardNumber("4111111111111111", own(""))).toBe(true);
  });

  it("goods are never taken for one: a million EAN-13 of the neighbouring countries and the shop's own", () => {
    const prefixes = ["460", "469", "481", "482", "485", "400", "500", "590", "22", "27", "4", "5", "6"];
    let seed = 1;
    let refused = 0;
    for (let round = 0; round < 1_000_000; round++) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      const body = ((prefixes[round % prefixes.length] ?? "") + String(seed) + "000000000000").slice(0, 12);
      if (isBankCardNumber(withCheck(body), [])) refused += 1;
    }
    expect(refused).toBe(0);
  });

  it("shows at most its first six and last four digits", () => {
    expect(maskBankNumber("4111111111111111")).toBe("411111······1111");
    expect(maskBankNumber("411111111111")).toBe("······");
  });
});

describe("symbology identifiers", () => {
  it.each([
    ["]E0", "ean13"],
    ["]E4", "ean8"],
    ["]C0", "code128"],
    ["]C1", "gs1-128"],
    ["]Q1", "qr-code"],
    ["]Q3", "qr-code"],
    ["]d2", "data-matrix"],
    ["]A0", "code39"],
    ["]I1", "interleaved-2-of-5"],
    ["]e0", "gs1-databar"],
    ["]F0", "codabar"],
    ["]L0", "pdf417"],
    ["]J1", "dotcode"],
    ["]X0", "unknown"],
    ["]a0", null],
  ])("%s is %s", (aim, symbology) => {
    expect(symbologyOf(aim)).toBe(symbology);
    expect(splitAim(`${aim}123`)).toEqual(symbology === null ? null : { aim, rest: "123" });
  });

  it.each([
    ["]C1123", "123"],
    ["*]C1123#", "123"],
    ["]C1*123#", "123"],
    ["\u0002*123#\u0003\r\n", "123"],
    ["*]C1036000291452#", "036000291452"],
    ["]E0036000291452", "0036000291452"],
  ])("%j is read as %s", (raw, data) => {
    const read = readScanText(raw, { framing: { prefix: "*", suffix: "#" }, minimum: 3 });
    expect(read).toMatchObject({ ok: true, scan: { data } });
  });

  it.each([
    ["}]E02112345678900", "unknown-prefix"],
    ["]E0", "empty"],
    ["]", "too-short"],
    ["]X", "too-short"],
    ["12", "too-short"],
    ["\r\n", "empty"],
  ])("%j is refused: %s", (raw, fault) => {
    expect(readScanText(raw, { framing: noFraming, minimum: 3 })).toEqual({ ok: false, fault });
  });

  it.each([
    ["4006381333931", "ean13"],
    ["96385074", "ean8"],
    ["036000291452", "upca"],
    ["4006381333930", undefined],
    ["HTTPS://shop.example", "qr-code"],
  ])("%s looks like %s", (text, symbology) => {
    expect(guessSymbology(text)).toBe(symbology);
  });
});

describe("GS1 element strings", () => {
  const read = (text: string) => {
    const elements = readElements(text);
    return elements.ok ? elements.elements.map(({ ai, value }) => `(${ai})${value}`).join("") : elements.fault;
  };

  it.each([
    [`011231231231233310ABC123${gs}99TESTING`, "(01)12312312312333(10)ABC123(99)TESTING"],
    [`0112312312312333${gs}10A`, "(01)12312312312333(10)A"],
    [`99TESTING${gs}1199122598X`, "(99)TESTING(11)991225(98)X"],
    ["310300119621A", "(3103)001196(21)A"],
    [`8008250101${gs}240B`, "(8008)250101(240)B"],
    ["", "empty"],
    ["0112312312312334", "check-digit"],
    ["01123", "length"],
    [`10${gs}99A`, "length"],
    ["88ABC", "unknown-ai"],
    ["AB", "unknown-ai"],
  ])("%j", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ["https://example.com/01/12312312312333?99=TEST", ["01", "99"]],
    ["HTTPS://example.com/shop/01/12312312312333/10/A%2FB?utm=x", ["01", "10"]],
    ["https://example.com/01/12312312312334", "check-digit"],
    ["HtTps://example.com/01/12312312312333", null],
    ["https://example.com/about", null],
    ["4006381333931", null],
  ])("link %s", (text, expected) => {
    const link = readDigitalLink(text);
    const found = link?.ok ? link.elements.map(({ ai }) => ai) : (link?.fault ?? null);
    expect(found).toEqual(expected);
  });
});
