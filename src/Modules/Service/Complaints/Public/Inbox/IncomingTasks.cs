using System.Globalization;
using Guanxi.Contact;
using Guanxi.Data;
using Guanxi.Staff;

namespace Guanxi.Service.Complaints.Public.Inbox;

/// <summary>Tasks that come from what came in by the public form. They are about no customer: it is nobody's yet.</summary>
internal sealed class IncomingTasks(GuanxiDb db, Texts texts)
{
    private const string Prefix = "service.incoming.";

    /// <summary>Tells somebody that a complaint waits too long.</summary>
    public async Task Late(Incoming incoming, Id<Person> person, DateTimeOffset now, CancellationToken ct)
    {
        var firm = await db.Setting<FirmSettings>(ct);
        var unit = await db.UnitName(incoming.UnitId, ct);
        var title = texts.In(await db.LanguageOf(person, ct), () => texts["service.task.incoming", firm.DayOf(incoming.ReceivedAt).ToString("d", CultureInfo.CurrentCulture), unit ?? texts["service.incoming.no_shop"]]);
        db.Add(FirmTask.Plan(title.Within(200), $"/complaints/incoming#in-{incoming.Id}", person, firm.DayOf(now), $"{Prefix}{incoming.Id}.late", now));
    }

    /// <summary>Somebody saw to it.</summary>
    public Task Finish(Incoming incoming, DateTimeOffset now, CancellationToken ct) => db.FinishFirmTasks($"{Prefix}{incoming.Id}.", now, ct);
}
