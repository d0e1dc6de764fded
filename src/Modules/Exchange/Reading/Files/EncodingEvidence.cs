using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Guanxi.Exchange.Reading;

/// <summary>What the bytes seen so far say about their encoding.</summary>
internal sealed class EncodingEvidence
{
    private const int SampleBytes = 256 * 1024;

    private readonly List<byte> beyondAscii = [];
    private bool first = true, validUtf8 = true, ascii = true;
    private long lineFeeds, returns;

    /// <returns>The encoding, where these bytes settle it alone.</returns>
    public string? Take(ReadOnlySpan<byte> bytes)
    {
        if (first && OfMarkOrZeros(bytes) is { } sure) return sure;
        first = false;
        lineFeeds += bytes.Count((byte)'\n');
        returns += bytes.Count((byte)'\r');
        if (Ascii.IsValid(bytes)) return null;
        ascii = false;
        validUtf8 = validUtf8 && Utf8.IsValid(bytes);
        if (beyondAscii.Count < SampleBytes) beyondAscii.AddRange(bytes);
        return null;
    }

    public string Verdict()
    {
        if (ascii || validUtf8) return "utf-8";
        var sample = CollectionsMarshal.AsSpan(beyondAscii);
        if (MostlyUtf8(sample)) return "utf-8";
        if (LooksChinese(sample)) return "gb18030";
        // Old Macs ended lines with a bare CR and kept their umlauts where Windows has punctuation.
        return returns > lineFeeds && sample.ContainsAnyInRange((byte)0x80, (byte)0x9F) ? "macintosh" : "windows-1252";
    }

    private static string? OfMarkOrZeros(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) return "utf-8";
        if (bytes is [0xFF, 0xFE, ..]) return "utf-16";
        if (bytes is [0xFE, 0xFF, ..]) return "utf-16BE";
        var looked = bytes[..Math.Min(bytes.Length, 4096)];
        int even = 0, odd = 0;
        for (var i = 0; i < looked.Length; i++)
            if (looked[i] == 0) _ = (i & 1) == 0 ? even++ : odd++;
        var enough = looked.Length / 8;
        if (odd > enough && even * 8 < odd) return "utf-16";
        if (even > enough && odd * 8 < even) return "utf-16BE";
        return even + odd > looked.Length / 4 && looked.Length >= 16 ? throw new UnreadableFile("exchange.file.not_text") : null;
    }

    /// <summary>A few broken bytes in a UTF-8 file spoil their rows, not the other letters of the file.</summary>
    private static bool MostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        while (!bytes.IsEmpty)
        {
            var done = Rune.DecodeFromUtf8(bytes, out _, out var used);
            if (done != System.Buffers.OperationStatus.Done) bad++;
            else if (used > 1) good++;
            bytes = bytes[used..];
        }

        return good > 0 && bad * 5 <= good;
    }

    /// <summary>Western letters followed by ASCII are valid GB18030 too, but as characters nobody writes: common
    /// characters are the measure (GB 2312 level 1, and its punctuation).</summary>
    private static bool LooksChinese(ReadOnlySpan<byte> bytes)
    {
        int common = 0, other = 0, broken = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var lead = bytes[i];
            if (lead < 0x80) continue;
            var trail = i + 1 < bytes.Length ? bytes[i + 1] : (byte)0;
            if (lead is 0x80 or 0xFF) broken++;
            else if (trail is >= 0x30 and <= 0x39) { other++; i += 3; }
            else if (trail is < 0x40 or 0x7F or 0xFF) broken++;
            else
            {
                _ = lead is (>= 0xB0 and <= 0xD7) or 0xA1 or 0xA3 && trail >= 0xA1 ? common++ : other++;
                i++;
            }
        }

        return common > 0 && common >= 2 * other && broken * 10 <= common;
    }
}
