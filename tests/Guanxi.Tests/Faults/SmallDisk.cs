using System.Diagnostics;

namespace Guanxi.Tests.Faults;

/// <summary>A real disk of a few megabytes, in memory. Needs the right to mount.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Skips the test, with the reason, where nothing may be mounted.</summary>
    public static async Task<SmallDisk> Of(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a disk in memory is mounted on Linux only");
        var disk = new SmallDisk(Directory.CreateTempSubdirectory("guanxi-disk-").FullName);
        if (await Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Path) is { } refused)
        {
            Directory.Delete(disk.Path);
            Assert.Skip($"a disk that fills up needs the right to mount one: {refused}");
        }
        return disk;
    }

    /// <summary>Takes all room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(System.IO.Path.Combine(Path, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, 1);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException) { /* it is full */ }
    }

    public void MakeRoom() => File.Delete(System.IO.Path.Combine(Path, "filler"));

    /// <summary>Nobody may write on it any more.</summary>
    public async Task ReadOnly() => (await Run("mount", "-o", "remount,ro", Path)).ShouldBeNull();

    public async ValueTask DisposeAsync()
    {
        await Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    /// <returns>What it said, where it failed.</returns>
    private static async Task<string?> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? null : said.Trim();
        }
        catch (System.ComponentModel.Win32Exception fault) { return fault.Message; }
    }
}
