using System.Globalization;
using System.Reflection;
using Guanxi.Data;
using Guanxi.Nodes;
using Guanxi.Start;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guanxi.Backups;

/// <summary>A backup as lists show it.</summary>
/// <param name="Problem">Why it can't be used; null where it can.</param>
internal sealed record BackupView(string File, DateTimeOffset? TakenAt, long Bytes, BackupReason? Reason, string Version, string Database, string Node, string? Problem);

/// <summary>What was just taken.</summary>
internal sealed record BackupTaken(string File, DateTimeOffset TakenAt, long Bytes, long Rows, int Tables, int Files, double Seconds);

/// <summary>Takes backups, and knows those that are there.</summary>
internal sealed class BackupStore(IBackupSource source, StartOptions options, ThisNode node, TimeProvider clock, Texts texts)
{
    public static string Version { get; } = typeof(BackupStore).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public string Folder => options.BackupFolder;

    /// <summary>Takes one, while the server works on: whole and read again, or not there at all.</summary>
    /// <param name="folder">Null for the usual one.</param>
    /// <exception cref="RefusedException">Disk, folder or database don't let it.</exception>
    public async Task<BackupTaken> Take(BackupReason reason, string? folder, CancellationToken ct)
    {
        var into = folder is null ? Folder : Path.GetFullPath(folder);
        var began = clock.GetTimestamp();
        try
        {
            Disk.Folder(into);
            RefuseWithoutRoom(into, await source.Room(ct) + FilesOf(options.DataFolder).Sum(f => f.Length));
            using var archive = BackupArchive.Create(into, $"guanxi-{clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}-{reason.ToString().ToLowerInvariant()}");
            var taken = await source.Write(archive, () => AddFiles(archive, ct), ct);
            var (manifest, path, bytes) = await archive.Finish(new()
            {
                Version = Version, Reason = reason, TakenAt = taken.At, Node = node.Name, Database = source.Kind, Migrations = taken.Migrations, Tables = taken.Tables,
            }, ct);
            return new(path, taken.At, bytes, taken.Tables.Sum(t => t.Rows), taken.Tables.Count, manifest.Members.Count(m => m.Name.StartsWith(FilePrefix, StringComparison.Ordinal)), Math.Round(clock.GetElapsedTime(began).TotalSeconds, 3));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SqliteException or NpgsqlException && Disk.Reason(fault, into) is { } reasonWhy)
        {
            throw reasonWhy;
        }
    }

    /// <summary>The one before an upgrade. Without it there is none.</summary>
    /// <returns>Where it is.</returns>
    public async Task<string?> BeforeUpgrade(CancellationToken ct)
    {
        try { return (await Take(BackupReason.Upgrade, null, ct)).File; }
        catch (RefusedException refused) { throw new StartFailedException("host.start.backup_failed", texts[refused.Code, [.. refused.Args]]); }
    }

    /// <summary>Those in a folder, newest first.</summary>
    public IReadOnlyList<BackupView> List(string? folder = null)
    {
        var at = folder is null ? Folder : Path.GetFullPath(folder);
        if (!Directory.Exists(at)) return [];
        return [.. Directory.EnumerateFiles(at, "*" + BackupArchive.Extension).Select(See).OrderByDescending(b => b.TakenAt ?? DateTimeOffset.MinValue).ThenBy(b => b.File, StringComparer.Ordinal)];
    }

    /// <summary>Throws away what the schedule took and needs no longer.</summary>
    /// <returns>How many went.</returns>
    public int Prune(BackupSettings settings, FirmSettings firm)
    {
        var old = Keeping.Old([.. List().Where(b => b is { Reason: BackupReason.Scheduled, Problem: null, TakenAt: not null })], b => firm.DayOf(b.TakenAt!.Value), settings);
        foreach (var backup in old) File.Delete(backup.File);
        return old.Count;
    }

    internal const string FilePrefix = "files/";

    /// <summary>What of the data folder goes into a backup: keys, imports, and whatever modules keep there. Not the databases, which are written in their own way, nor other backups.</summary>
    private IEnumerable<FileInfo> FilesOf(string folder) => !Directory.Exists(folder) ? [] :
        new DirectoryInfo(folder).EnumerateFiles("*", Everything).Where(f => !f.FullName.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !IsOwn(Path.GetRelativePath(folder, f.FullName)));

    // A disk of its own has a lost+found that nobody but root may enter: nothing of ours lies there.
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };

    private static bool IsOwn(string relative) => relative.StartsWith("guanxi.db", StringComparison.Ordinal) || relative == "guanxi.lock" || relative.StartsWith("warehouse.duckdb", StringComparison.Ordinal)
        || relative.StartsWith("backups" + Path.DirectorySeparatorChar, StringComparison.Ordinal) || relative == RestoreMark.Name || relative.Contains(BackupArchive.Extension, StringComparison.Ordinal);

    private async Task AddFiles(BackupArchive archive, CancellationToken ct)
    {
        foreach (var file in FilesOf(options.DataFolder).OrderBy(f => f.FullName, StringComparer.Ordinal).ToList())
            await archive.AddFile(FilePrefix + Path.GetRelativePath(options.DataFolder, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), file.FullName, ct);
    }

    // Looked at before: a disk that is filled to the brim by a backup has no room for what people save meanwhile.
    private static void RefuseWithoutRoom(string folder, long needed)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < needed) throw new RefusedException("host.backup.no_room", folder, Megabytes(needed), Megabytes(free));

        static long Megabytes(long bytes) => (bytes + (1 << 20) - 1) >> 20;
    }

    private BackupView See(string path)
    {
        var bytes = new FileInfo(path).Length;
        try
        {
            using var backup = BackupFile.Open(path);
            var of = backup.Manifest;
            return new(path, of.TakenAt, bytes, of.Reason, of.Version, of.Database, of.Node, null);
        }
        catch (RefusedException refused)
        {
            return new(path, null, bytes, null, "", "", "", texts[refused.Code, [.. refused.Args]]);
        }
    }
}
