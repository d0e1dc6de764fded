using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Contact.Log.Attachments;

/// <summary>Which files may be attached to contacts, as it is set.</summary>
[Needs(ContactRights.Read)]
internal sealed record AttachmentSettingsNow : IQuestion<AttachmentSettings>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<AttachmentSettingsNow, AttachmentSettings>
    {
        public Task<AttachmentSettings> Handle(AttachmentSettingsNow request, Actor actor, CancellationToken ct) => db.Setting<AttachmentSettings>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/contacts/attachments/settings", (Asker asker, CancellationToken ct) => asker.Answer(new AttachmentSettingsNow(), ct))
        .Produces<AttachmentSettings>().WithSummary("Which files may be attached to contacts");
}

/// <summary>Changes which files may be attached to contacts. What is attached already stays.</summary>
[Needs(ContactRights.Plan)]
internal sealed record ChangeAttachmentSettings : IUseCase<AttachmentSettings>
{
    [Range(1, 100)] public int MostMegabytes { get; set; } = 20;
    [Range(1, 50)] public int MostFiles { get; set; } = 10;
    public bool Pictures { get; set; }
    public bool Pdf { get; set; }
    public bool Office { get; set; }
    public bool Text { get; set; }
    public bool Audio { get; set; }
    public bool Archives { get; set; }

    public static ChangeAttachmentSettings Of(AttachmentSettings now) => new()
    {
        MostMegabytes = now.MostMegabytes, MostFiles = now.MostFiles, Pictures = now.Pictures, Pdf = now.Pdf, Office = now.Office, Text = now.Text, Audio = now.Audio, Archives = now.Archives,
    };

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeAttachmentSettings, AttachmentSettings>
    {
        public async Task<AttachmentSettings> Handle(ChangeAttachmentSettings request, Actor actor, CancellationToken ct)
        {
            var settings = new AttachmentSettings
            {
                MostMegabytes = request.MostMegabytes, MostFiles = request.MostFiles, Pictures = request.Pictures, Pdf = request.Pdf, Office = request.Office, Text = request.Text, Audio = request.Audio, Archives = request.Archives,
            };
            await db.Change(settings, ct);
            return settings;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/contacts/attachments/settings", (ChangeAttachmentSettings request, Asker asker, CancellationToken ct) =>
        asker.Answer(request, ct)).Produces<AttachmentSettings>().WithSummary("Change which files may be attached to contacts");
}
