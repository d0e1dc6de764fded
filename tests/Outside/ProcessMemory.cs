using System.Globalization;

namespace Guanxi.Outside;

internal static class ProcessMemory
{
    /// <summary>What the kernel counts for a process, in bytes.</summary>
    /// <param name="processId">A process of ours.</param>
    /// <param name="what"><c>VmRSS</c> for now, <c>VmHWM</c> for the most it ever had.</param>
    /// <returns>0 where it has ended.</returns>
    public static long Of(int processId, string what)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(l => l.StartsWith(what + ":", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line[(what.Length + 1)..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
