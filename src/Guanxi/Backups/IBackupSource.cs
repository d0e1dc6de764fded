namespace Guanxi.Backups;

/// <summary>The operational database as backups see it. One for each database; needs nobody who holds the data folder.</summary>
internal interface IBackupSource
{
    /// <summary>As in <see cref="Manifest.Database"/>.</summary>
    string Kind { get; }

    /// <summary>About how many bytes taking a backup writes, those that go again included.</summary>
    Task<long> Room(CancellationToken ct);

    /// <summary>Writes the database as it is at one moment, while others write on.</summary>
    /// <param name="atMoment">Called once the moment is fixed: the files that the database names then are there.</param>
    Task<TakenDatabase> Write(BackupArchive archive, Func<Task> atMoment, CancellationToken ct);

    /// <summary>Puts it into an empty database, brings it to this program's version and compares the rows: wholly, or not at all.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="beforeLast">Called before the last step, which makes it count.</param>
    /// <exception cref="RefusedException">There is a database already, or what came out is not what the manifest says.</exception>
    Task Restore(BackupFile backup, string folder, Func<Task> beforeLast, CancellationToken ct);
}

/// <summary>What was written of a database.</summary>
internal sealed record TakenDatabase(DateTimeOffset At, IReadOnlyList<string> Migrations, IReadOnlyList<TableRows> Tables);
