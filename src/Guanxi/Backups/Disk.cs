using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guanxi.Backups;

/// <summary>What disks do to those who write on them.</summary>
internal static partial class Disk
{
    /// <summary>For files that hold what everybody in the firm may not see.</summary>
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A new file that its owner alone may read.</summary>
    public static FileStream Create(string path) => new(path, Options(FileMode.CreateNew));

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return options;
    }

    /// <summary>A folder that its owner alone may look into, where it isn't there yet.</summary>
    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>A renamed file is only safe from a power cut once its folder is written, too.</summary>
    public static void Settle(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = OpenFolder(folder, 0);
        if (handle < 0) return;
        _ = Sync(handle);
        _ = Close(handle);
    }

    /// <summary>Why writing into a folder, or reading the database, failed.</summary>
    /// <returns>Null where it is none of what an administrator can put right.</returns>
    public static RefusedException? Reason(Exception fault, string folder) => fault switch
    {
        // Raw numbers of Unix: no space, over quota, read-only; Windows: disk full, handle disk full.
        IOException { HResult: 28 or 122 or unchecked((int)0x80070070) or unchecked((int)0x80070027) } => new("host.backup.disk_full", folder),
        UnauthorizedAccessException or DirectoryNotFoundException or FileNotFoundException or IOException { HResult: 30 or 17 or 20 } => new("host.backup.folder_unwritable", folder),
        SqliteException { SqliteErrorCode: 13 } => new("host.backup.disk_full", folder),
        SqliteException sqlite => new("host.backup.database_unreadable", sqlite.Message.ReplaceLineEndings(" ")),
        NpgsqlException postgres => new("host.backup.database_unreadable", postgres.Message.ReplaceLineEndings(" ")),
        IOException other => new("host.backup.cannot_write", folder, other.Message.ReplaceLineEndings(" ")),
        _ => null,
    };

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
