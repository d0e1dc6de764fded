using System.IO.Compression;
using System.Text;

namespace Guanxi.Tests.Exchange.Reading;

/// <summary>Valid files, and what careless exports, broken disks and bad wills make of them. Seeded: the same number gives the same file.</summary>
internal static class MutatedFiles
{
    private static readonly Encoding[] Encodings = [Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Chinese(), Encoding.Latin1];

    private static readonly string[] Nasty =
        ["\"", "\"\"", "\0", "\r", "\n", "\uFEFF", "\uFFFF", "1e308", "99999999999999999999", "-0", "0x1F", "=cmd|' /C calc'!A0", "NaN", "2024-99-99", "31/02/24", "\u202E", "￥－１", "((5))", "sep=;", ";;;;", "\t\t"];

    public static byte[] Make(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(Valid(random));
        for (var times = random.Next(1, 6); times > 0; times--) Mutate(text, random);
        var bytes = Encodings[random.Next(Encodings.Length)].GetBytes(text.ToString());
        if (random.Next(8) == 0) bytes = [.. bytes[..(bytes.Length / 2)], .. Encodings[random.Next(Encodings.Length)].GetBytes(text.ToString(text.Length / 2, text.Length - text.Length / 2))];
        for (var flips = random.Next(4) == 0 ? random.Next(1, 20) : 0; flips > 0 && bytes.Length > 0; flips--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        if (random.Next(10) == 0) bytes = bytes[..random.Next(bytes.Length + 1)];
        if (random.Next(12) == 0) bytes = Damaged(Packed(bytes), random);
        return bytes;
    }

    private static string Valid(Random random)
    {
        var sign = ",;\t| "[random.Next(5)];
        var end = ((string[])["\n", "\r", "\r\n"])[random.Next(3)];
        string[] header = ["order", "customer", "name", "date", "product", "quantity", "price"];
        var rows = new List<string>();
        if (random.Next(4) > 0) rows.Add(string.Join(sign, random.Next(2) == 0 ? header : ["订单号", "客户编号", "姓名", "日期", "商品编码", "数量", "单价"]));
        var invoice = random.Next(3) == 0 ? "C" : "";
        for (var row = random.Next(1, 25); row > 0; row--)
        {
            var date = random.Next(4) switch { 0 => $"2024-0{random.Next(1, 10)}-1{random.Next(10)}", 1 => $"{random.Next(1, 29)}/{random.Next(1, 13)}/24", 2 => $"202401{random.Next(10, 29)}", _ => $"2024年{random.Next(1, 13)}月5日" };
            rows.Add(string.Join(sign, $"{invoice}{random.Next(8)}", $"00{random.Next(9)}", "张\"三"[random.Next(2)..], date, $"p{random.Next(4)}", random.Next(-3, 9), $"{random.Next(20)}.{random.Next(10, 99)}"));
        }

        return string.Join(end, rows) + end;
    }

    private static void Mutate(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length + 1);
        switch (random.Next(9))
        {
            case 0: text.Insert(at, Nasty[random.Next(Nasty.Length)]); break;
            case 1: text.Insert(at, '"'); break;
            case 2: text.Remove(at, Math.Min(random.Next(40), text.Length - at)); break;
            case 3: text.Insert(at, text.ToString(at, Math.Min(random.Next(200), text.Length - at))); break;
            case 4: if (random.Next(20) == 0) text.Insert(at, new string('x', random.Next(300_000))); break;
            case 5: text.Replace(",;\t| "[random.Next(5)], ",;\t| \""[random.Next(6)]); break;
            case 6: text.Insert(at, '\0').Insert(0, random.Next(3) == 0 ? "\0\0" : ""); break;
            case 7: SwapLines(text, random); break;
            default: text.Insert(at, string.Concat(Enumerable.Repeat(Nasty[random.Next(Nasty.Length)], random.Next(60)))); break;
        }
    }

    private static void SwapLines(StringBuilder text, Random random)
    {
        var lines = text.ToString().Split('\n');
        random.Shuffle(lines);
        text.Clear().AppendJoin('\n', lines);
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) zip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Damaged(byte[] packed, Random random)
    {
        if (random.Next(2) == 0) packed[random.Next(2, packed.Length)] ^= 0x55;
        return random.Next(2) == 0 ? packed : packed[..random.Next(2, packed.Length)];
    }

    private static Encoding Chinese()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("gb18030");
    }
}
