using System.Security.Cryptography;

namespace Guanxi.Data;

/// <summary>The key under which audit entries and their seals are proved: <c>keys/audit.key</c> in the data folder, which whoever can write to the database need not be able to read.</summary>
/// <remarks>Several keys may stand there, one a line, the newest first: the first proves, all check. Nodes of one house share the folder, or are given the same key.</remarks>
/// <param name="paths">Where the file lies.</param>
/// <param name="configured">Keys in base64 with commas between; then no file is made or read.</param>
public sealed class AuditKey(DataPaths paths, string configured = "")
{
    private const int Bytes = 32;
    private readonly Lock sync = new();
    private List<(int Mark, byte[] Key)>? keys;

    /// <summary>Which key proves now: four bytes of its hash, which give nothing of it away.</summary>
    public int Mark => Keys[0].Mark;

    /// <summary>The proof of a content under the newest key: HMAC-SHA256, 32 bytes.</summary>
    public byte[] Prove(ReadOnlySpan<byte> content) => HMACSHA256.HashData(Keys[0].Key, content);

    /// <summary>Whether this node has the key with this mark.</summary>
    public bool Knows(int mark) => Keys.Exists(k => k.Mark == mark);

    /// <summary>Whether a proof is of this content, under the key with this mark.</summary>
    public bool Proves(ReadOnlySpan<byte> content, int mark, ReadOnlySpan<byte> proof)
    {
        foreach (var known in Keys)
            if (known.Mark == mark) return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(known.Key, content), proof);
        return false;
    }

    private List<(int Mark, byte[] Key)> Keys
    {
        get
        {
            if (Volatile.Read(ref keys) is { } known) return known;
            lock (sync) return keys ??= [.. (configured.Length > 0 ? configured.Split(',') : Lines()).Select(l => l.Trim()).Where(l => l.Length > 0).Select(Read)];
        }
    }

    private string[] Lines()
    {
        var file = Path.Combine(paths.Files("keys"), "audit.key");
        if (!File.Exists(file)) Make(file);
        return File.ReadAllLines(file);
    }

    // Written aside and then named: another node that shares the folder may make one at the same moment, and the first one counts.
    private static void Make(string file)
    {
        var aside = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(aside, options)) writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
        try { File.Move(aside, file, overwrite: false); }
        catch (IOException) when (File.Exists(file)) { File.Delete(aside); }
    }

    private static (int Mark, byte[] Key) Read(string line)
    {
        var key = new byte[Bytes];
        if (!Convert.TryFromBase64String(line, key, out var length) || length != Bytes) throw new StartFailedException("kernel.audit.key_unreadable");
        return (BitConverter.ToInt32(SHA256.HashData(key)), key);
    }
}
