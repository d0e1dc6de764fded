namespace Guanxi.Exchange.Reading;

/// <summary>A file that can be opened as often as needed; gzip is unpacked on the way, whatever the file is called.</summary>
internal sealed class SourceFile(Func<Stream> open, long mostBytes = SourceFile.MostBytes)
{
    /// <summary>Unpacked bytes. A small archive can unpack to terabytes, so the limit is on what comes out.</summary>
    public const long MostBytes = 4L << 30;

    public static SourceFile At(string path) =>
        new(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan));

    public static SourceFile Of(byte[] bytes) => new(() => new MemoryStream(bytes, writable: false));

    public Stream Open()
    {
        var raw = open();
        Span<byte> first = stackalloc byte[4];
        var read = raw.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        raw.Position = 0;
        if (read >= 4 && first is [(byte)'P', (byte)'K', 3, 4])
        {
            raw.Dispose();
            throw new UnreadableFile("exchange.file.is_workbook");
        }

        return read >= 2 && first is [0x1F, 0x8B, ..]
            ? new UnpackedStream(raw, mostBytes)
            : new BoundedStream(raw, mostBytes);
    }
}
