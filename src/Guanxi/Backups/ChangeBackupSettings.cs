using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;

namespace Guanxi.Backups;

/// <summary>Changes when backups are taken by themselves and how long they are kept. Those that were taken by hand or before an upgrade stay until somebody deletes them.</summary>
[Needs(BackupRights.Keep)]
internal sealed record ChangeBackupSettings : IUseCase<BackupSettings>
{
    public BackupSettings Settings { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeBackupSettings, BackupSettings>
    {
        public async Task<BackupSettings> Handle(ChangeBackupSettings request, Actor actor, CancellationToken ct)
        {
            Refuse.If(!Validator.TryValidateObject(request.Settings, new(request.Settings), null, validateAllProperties: true), "host.backup.settings_out_of_range");
            await db.Change(request.Settings, ct);
            return request.Settings;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/backups/settings", (BackupSettings settings, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChangeBackupSettings { Settings = settings }, ct)).Produces<BackupSettings>().WithSummary("Change when backups are taken");
}
