using System.Security.Cryptography;
using System.Text;
using Guanxi.Data;

namespace Guanxi.Nodes;

/// <summary>This process among those that share a database. On SQLite it is the only one.</summary>
public sealed class ThisNode(DataPaths paths, string name)
{
    /// <summary>How long a name may be.</summary>
    public const int LongestName = 80;

    /// <summary>Tells it from others. One process has a data folder at a time: who comes after a crash is the same node as the one that died.</summary>
    public string Key { get; } = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}:{paths.Folder}")));

    /// <summary>What people call it; the machine's name, unless it was given another.</summary>
    public string Name { get; } = name.Length > 0 ? name : Environment.MachineName;
}
