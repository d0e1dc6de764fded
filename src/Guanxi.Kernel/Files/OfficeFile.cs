using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Guanxi.Files;

/// <summary>Looks into Office files as far as it takes to tell one from another, and from what only begins like one.</summary>
internal static class OfficeFile
{
    /// <summary>No document has so long a list of its parts: it was made to fill the memory.</summary>
    private const int MostOfParts = 4 << 20;

    /// <summary>A packed file with the part that makes it this kind of document, and none with macros: a name ending in x says that there are none.</summary>
    public static bool IsDocument(Stream content, string part)
    {
        if (content.ReadByte() != 'P') return Names(content, "EncryptedPackage");
        if (PartsFrom(content) is not { } from || content.Length - from > MostOfParts) return false;
        try
        {
            content.Position = 0;
            using var packed = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return packed.Entries.Any(e => e.FullName == part) && !packed.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException) { return false; }
    }

    /// <summary>Whether one of these streams is within an old Office file. Its directory has their names in two bytes a sign.</summary>
    public static bool Names(Stream content, params ReadOnlySpan<string> names)
    {
        byte[][] wanted = [.. names.ToArray().Select(n => Encoding.Unicode.GetBytes(n + '\0'))];
        var (overlap, kept, buffer) = (wanted.Max(w => w.Length), 0, new byte[1 << 16]);
        content.Position = 0;
        for (int read; (read = content.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var seen = buffer.AsSpan(0, kept + read);
            foreach (var name in wanted) if (seen.IndexOf(name) >= 0) return true;
            // A name may lie across two pieces.
            kept = Math.Min(overlap, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }
        return false;
    }

    // Where the list of parts begins, as the record at the end says, behind which is a comment of 64 kB at most.
    private static long? PartsFrom(Stream content)
    {
        var tail = new byte[(int)Math.Min(content.Length, 22 + ushort.MaxValue)];
        content.Position = content.Length - tail.Length;
        content.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        return at < 0 || at + 22 > tail.Length ? null : BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16));
    }
}
