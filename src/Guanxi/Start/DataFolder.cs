using Guanxi.Backups;
using Guanxi.Data;

namespace Guanxi.Start;

/// <summary>The data folder, held by this process alone while it runs.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream held;

    private DataFolder(string path, FileStream held) => (Path, this.held) = (path, held);

    public string Path { get; }

    /// <summary>Looks, and leaves nothing behind.</summary>
    /// <exception cref="StartFailedException">Another process holds it.</exception>
    public static void RefuseIfHeld(string path)
    {
        if (File.Exists(System.IO.Path.Combine(path, "guanxi.lock"))) Hold(path).Dispose();
    }

    /// <param name="restoring">What is half restored in it may be begun anew.</param>
    /// <exception cref="StartFailedException">It can't be written, another process holds it, or a backup was put back into it in part.</exception>
    public static DataFolder Hold(string path, bool restoring = false)
    {
        // A server would find no database and begin an empty firm.
        if (!restoring && RestoreMark.Lies(path)) throw new StartFailedException("host.start.restore_unfinished", path);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartFailedException("host.start.folder_unwritable", path);
        }
        var file = System.IO.Path.Combine(path, "guanxi.lock");
        try
        {
            return new(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException)
        {
            throw new StartFailedException("host.start.folder_unwritable", path);
        }
        catch (IOException fault)
        {
            throw new StartFailedException(IsHeld(fault) ? "host.start.folder_in_use" : "host.start.folder_unwritable", path);
        }
    }

    // Windows: sharing and lock violation; elsewhere the raw EWOULDBLOCK of Linux and macOS.
    private static bool IsHeld(IOException fault) => fault.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021) or 11 or 35;

    public void Dispose() => held.Dispose();
}
