using Guanxi.Data;
using Guanxi.Start;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guanxi.Backups;

/// <summary>What was put back.</summary>
internal sealed record Restored(DateTimeOffset TakenAt, string Version, long Rows, int Tables, int Files);

/// <summary>Puts a backup back, into a folder and a database that have nothing in them.</summary>
internal sealed class Restoring(IBackupSource source, StartOptions options)
{
    /// <exception cref="RefusedException">It is damaged, of a newer program or another database, or there is something already.</exception>
    public async Task<Restored> Run(string path, CancellationToken ct)
    {
        var folder = options.DataFolder;
        using var backup = BackupFile.Open(path);
        var manifest = backup.Manifest;
        Refuse.If(manifest.Database != source.Kind, "host.restore.other_database", manifest.Database, source.Kind);
        await backup.Verify(ct);
        var again = RestoreMark.Lies(folder);
        Refuse.If(!again && Directory.EnumerateFileSystemEntries(folder).Any(e => !IsNothing(e)), "host.restore.not_empty", folder);
        try
        {
            // What an earlier try left half done is nothing that anybody has worked with.
            if (again) Empty(folder, Path.GetFullPath(path));
            RestoreMark.Put(folder);
            var files = manifest.Members.Where(m => m.Name.StartsWith(BackupStore.FilePrefix, StringComparison.Ordinal)).ToList();
            await source.Restore(backup, folder, async () =>
            {
                foreach (var file in files) await backup.Extract(file, Inside(folder, file.Name[BackupStore.FilePrefix.Length..]), ct);
            }, ct);
            RestoreMark.Take(folder);
            return new(manifest.TakenAt, manifest.Version, manifest.Tables.Sum(t => t.Rows), manifest.Tables.Count, files.Count);
        }
        catch (Exception fault)
        {
            // Nothing counts before the last step: what was begun goes, so that the folder is as it was.
            Empty(folder, Path.GetFullPath(path));
            // Where an earlier try got as far as the database, the folder without its keys must not look like one to start on.
            if (!again) RestoreMark.Take(folder);
            if (fault is IOException or UnauthorizedAccessException or SqliteException or NpgsqlException && Disk.Reason(fault, folder) is { } reason) throw reason;
            throw;
        }
    }

    private static bool IsNothing(string entry) => Path.GetFileName(entry) is "guanxi.lock" or "backups" or "lost+found";

    private static void Empty(string folder, string backup)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(folder).Where(e => !IsNothing(e) && Path.GetFileName(e) != RestoreMark.Name && e != backup && !backup.StartsWith(e + Path.DirectorySeparatorChar, StringComparison.Ordinal)).ToList())
            if (Directory.Exists(entry)) Directory.Delete(entry, recursive: true);
            else File.Delete(entry);
    }

    // Whoever made the archive may have written names that lead elsewhere.
    private static string Inside(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        Refuse.If(!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal), "host.backup.damaged", name);
        return path;
    }
}
