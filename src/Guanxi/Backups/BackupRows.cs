namespace Guanxi.Backups;

/// <summary>What came out of a backup, beside what its manifest says went in.</summary>
internal static class BackupRows
{
    /// <exception cref="RefusedException">A table has other rows.</exception>
    public static void Compare(Manifest manifest, IEnumerable<TableRows> restored)
    {
        var rows = restored.ToDictionary(t => t.Name, t => t.Rows);
        foreach (var table in manifest.Tables)
            if (rows.GetValueOrDefault(table.Name, -1) is var there && there != table.Rows) throw new RefusedException("host.restore.rows_differ", table.Name, table.Rows, there);
    }
}
