using System.IO.Compression;

namespace Guanxi.Exchange.Reading;

/// <summary>A forward stream that refuses to give more than it may.</summary>
internal class BoundedStream(Stream inner, long mostBytes) : Stream
{
    private long given;

    public override int Read(Span<byte> buffer)
    {
        var read = ReadInner(buffer);
        given += read;
        return given <= mostBytes ? read : throw new UnreadableFile("exchange.file.too_large");
    }

    protected virtual int ReadInner(Span<byte> buffer) => inner.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => given; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Gzip unpacked; a damaged archive is refused in words, not with the unpacker's own exception.</summary>
internal sealed class UnpackedStream(Stream packed, long mostBytes)
    : BoundedStream(new GZipStream(packed, CompressionMode.Decompress), mostBytes)
{
    // That an archive was cut off is noticed only with System.IO.Compression.UseStrictValidation, which Directory.Build.props sets:
    // .NET reads the switch when the process unpacks for the first time, whoever does, and set later it is set in vain.
    protected override int ReadInner(Span<byte> buffer)
    {
        try
        {
            return base.ReadInner(buffer);
        }
        catch (InvalidDataException damaged)
        {
            throw new UnreadableFile("exchange.file.damaged_archive", inner: damaged);
        }
    }
}
