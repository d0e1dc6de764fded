namespace Guanxi.Backups;

/// <summary>Lies in a data folder while a backup is put back into it: what is there then is neither the old nor the new.</summary>
internal static class RestoreMark
{
    public const string Name = "restore.unfinished";

    public static bool Lies(string folder) => File.Exists(Path.Combine(folder, Name));

    public static void Put(string folder)
    {
        using (var file = new FileStream(Path.Combine(folder, Name), FileMode.Create)) file.Flush(flushToDisk: true);
        Disk.Settle(folder);
    }

    public static void Take(string folder)
    {
        File.Delete(Path.Combine(folder, Name));
        Disk.Settle(folder);
    }
}
