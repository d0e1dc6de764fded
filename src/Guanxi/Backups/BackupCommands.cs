using System.CommandLine;
using System.Globalization;
using Guanxi.Start;

namespace Guanxi.Backups;

/// <summary><c>guanxi backup</c>, with <c>verify</c> and <c>list</c> below it, and <c>guanxi restore</c>.</summary>
internal static class BackupCommands
{
    public static IEnumerable<Command> All(ProductCommands host)
    {
        yield return Backup(host);
        yield return Restore(host);
    }

    private static Command Backup(ProductCommands host)
    {
        var to = new Option<string?>("--to");
        var command = new Command("backup") { to };
        command.SetAction((parsed, ct) => host.RunBare(parsed, hold: false, (services, stop) => services.GetRequiredService<BackupStore>().Take(BackupReason.Asked, parsed.GetValue(to), stop),
            (texts, taken) => texts["host.backup.taken", taken.File, Size(taken.Bytes), taken.Rows, taken.Tables, taken.Files, taken.Seconds], ct));

        var file = new Argument<string>("FILE");
        var verify = new Command("verify") { file };
        verify.SetAction((parsed, ct) => host.RunBare(parsed, hold: false, (_, stop) => Verify(parsed.GetValue(file)!, stop), (texts, backup) => texts["host.backup.verified", backup.File, backup.TakenAt, backup.Rows], ct));
        command.Add(verify);

        var from = new Option<string?>("--from");
        var list = new Command("list") { from };
        list.SetAction((parsed, ct) => host.RunBare(parsed, hold: false, (services, _) => Task.FromResult(services.GetRequiredService<BackupStore>().List(parsed.GetValue(from))),
            (texts, backups) => backups.Count == 0 ? texts["host.backup.none"] : string.Join(Environment.NewLine, backups.Select(b => Line(texts, b))), ct));
        command.Add(list);
        return command;
    }

    private static Command Restore(ProductCommands host)
    {
        var file = new Argument<string>("FILE");
        var command = new Command("restore") { file };
        command.SetAction((parsed, ct) => host.RunBare(parsed, hold: true, (services, stop) => ActivatorUtilities.CreateInstance<Restoring>(services).Run(parsed.GetValue(file)!, stop),
            (texts, restored) => texts["host.restore.done", restored.TakenAt, restored.Rows, restored.Tables, restored.Files], ct));
        return command;
    }

    private static async Task<BackupVerified> Verify(string file, CancellationToken ct)
    {
        using var backup = BackupFile.Open(file);
        await backup.Verify(ct);
        return new(Path.GetFullPath(file), backup.Manifest.TakenAt, backup.Manifest.Version, backup.Manifest.Database, backup.Manifest.Tables.Sum(t => t.Rows), backup.Manifest.Members.Count);
    }

    private static string Line(Texts texts, BackupView backup) => backup.Problem is { } problem ? $"{backup.File}  {problem}"
        : string.Create(CultureInfo.CurrentCulture, $"{backup.TakenAt:yyyy-MM-dd HH:mm:ss} UTC  {Size(backup.Bytes),10}  {texts[$"host.backup.reason.{backup.Reason!.Value.ToString().ToLowerInvariant()}"]}  {backup.File}");

    internal static string Size(long bytes) => bytes < 1 << 20 ? string.Create(CultureInfo.CurrentCulture, $"{(bytes + 1023) >> 10:N0} kB") : string.Create(CultureInfo.CurrentCulture, $"{bytes / 1048576.0:N1} MB");
}

/// <summary>A backup that is what it says.</summary>
internal sealed record BackupVerified(string File, DateTimeOffset TakenAt, string Version, string Database, long Rows, int Files);
