using System.Text;

namespace Guanxi.Exchange.Reading;

/// <summary>How a file's bytes become characters.</summary>
internal static class TextEncoding
{
    /// <summary>Stands where bytes could not be decoded. A noncharacter: no honest file contains it, so such rows are
    /// told apart from rows that really hold U+FFFD.</summary>
    public const char Undecodable = '\uFFFF';

    /// <summary>What a person may choose from where the detection was wrong.</summary>
    public static readonly string[] Names =
        ["utf-8", "gb18030", "utf-16", "utf-16BE", "windows-1252", "macintosh", "big5", "shift_jis"];

    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Named(string name)
    {
        if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase)) throw new UnreadableFile("exchange.file.encoding_unknown", name);
        return Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFF"));
    }

    /// <summary>Reads the whole file, because the first letter beyond ASCII may stand in its last row.</summary>
    public static string Detect(Stream stream, CancellationToken ct = default)
    {
        var evidence = new EncodingEvidence();
        var chunk = new byte[1 << 16];
        var kept = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var read = stream.ReadAtLeast(chunk.AsSpan(kept), chunk.Length - kept, throwOnEndOfStream: false);
            var filled = kept + read;
            if (filled == 0) break;
            var last = read < chunk.Length - kept;
            // Cut behind an ASCII byte, so that no character lies across two chunks.
            var whole = last ? filled : chunk.AsSpan(0, filled).LastIndexOfAnyInRange((byte)1, (byte)0x7F) + 1;
            if (whole == 0) whole = filled;
            if (evidence.Take(chunk.AsSpan(0, whole)) is { } sure) return sure;
            chunk.AsSpan(whole, filled - whole).CopyTo(chunk);
            kept = filled - whole;
            if (last) break;
        }

        return evidence.Verdict();
    }
}
