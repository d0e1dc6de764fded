using System.Globalization;
using System.Text.Json;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Insight;
using Guanxi.Retention.Warnings.Signals;
using Guanxi.Staff;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Retention.Warnings.Alerts;

/// <summary>Makes rows of alerts: names, faces and reasons in three questions, however many there are.</summary>
internal sealed class AlertRows(GuanxiDb db, Texts texts, TimeProvider clock)
{
    public async Task<IReadOnlyList<AlertRow>> Of(IReadOnlyList<Alert> alerts, Actor actor, CancellationToken ct)
    {
        var ids = alerts.Select(a => a.CustomerId).Distinct().ToList();
        var customers = await db.CustomerNamesFor(actor, ids, ct);
        var faces = await db.FacesOf(ids, ct);
        var names = await db.NamesOf(alerts.SelectMany(a => new[] { a.OwnerId, a.EndedBy }).OfType<Id<Person>>(), ct);
        var firm = await db.Setting<FirmSettings>(ct);
        var (currency, today) = (firm.BaseCurrency, firm.DayOf(clock.GetUtcNow()));
        return [.. alerts.Where(a => customers.ContainsKey(a.CustomerId)).Select(Row)];

        AlertRow Row(Alert a)
        {
            var face = faces.GetValueOrDefault(a.CustomerId);
            return new()
            {
                Key = new(a.CustomerId, a.Id), Customer = customers[a.CustomerId], Signal = a.Signal, Severity = a.Severity, State = a.State, Reason = Reason(a, currency, today), MoneyMinor = a.MoneyMinor,
                Grade = face?.Grade, Colour = face?.Colour, Stage = face?.Stage, OwnerId = a.OwnerId, Owner = a.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null,
                OpenedOn = a.OpenedOn, LastSeenOn = a.LastSeenOn, DueOn = a.DueOn, Overdue = a.State == AlertState.Open && a.DueOn < today,
                EndedAt = a.EndedAt, EndedBy = a.EndedBy is { } by ? names.GetValueOrDefault(by) : null, Note = a.Note,
            };
        }
    }

    /// <summary>Why, in the reader's language: a code and numbers are kept, so that it can be said in any.</summary>
    private string Reason(Alert alert, string currency, DateOnly today)
    {
        var args = alert.Figures;
        if (alert.Signal == Signal.ContractEnding) return Contract(DateOnly.FromDayNumber((int)args[0]));
        if (alert.Signal == Signal.ContactLost)
            return texts[$"retention.signal.contact_lost.{JsonNamingPolicy.SnakeCaseLower.ConvertName(((LostContactKind)(int)args[1]).ToString())}", Day(args[0])];
        if (alert.Signal == Signal.SatisfactionFell)
            return (SatisfactionScale)(int)args[0] == SatisfactionScale.Csat ? texts["retention.signal.satisfaction_fell.csat", args[1], Day(args[2]), args[3], Day(args[4]), args[5]]
                : texts["retention.signal.satisfaction_fell.nps", args[1], Day(args[2]), args[3], Day(args[4])];
        return texts[$"retention.signal.{JsonNamingPolicy.SnakeCaseLower.ConvertName(alert.Signal.ToString())}.reason", alert.Signal switch
        {
            Signal.RhythmBroken => [args[0], args[1], Rare(args[2]), args[3]],
            Signal.SpendFell => [Money(args[0]), args[1], Money(args[2]), Money(args[3]), args[4]],
            Signal.ChurnHigh => [Value.Wording.Percent(args[0]), args[1], args[2]],
            Signal.GradeFell => [Grade(args[0]), Grade(args[1])],
            _ => [.. args.Select(a => (object?)a)],
        }];

        // The day is kept, not how far off it is: that is another one each morning.
        string Contract(DateOnly last) => last < today ? texts["retention.signal.contract_ending.reason_past", last.ToString("d", CultureInfo.CurrentCulture), today.DayNumber - last.DayNumber]
            : texts["retention.signal.contract_ending.reason", last.ToString("d", CultureInfo.CurrentCulture), last.DayNumber - today.DayNumber, args[1]];
        static string Day(double number) => DateOnly.FromDayNumber((int)number).ToString("d", CultureInfo.CurrentCulture);
        string Money(double minor) => Value.Wording.Whole(new((long)minor, currency));
        string Grade(double grade) => texts[$"customers.grade.{((CustomerGrade)(int)grade).ToString().ToLowerInvariant()}"];
        static string Rare(double tail) => tail < 0.001 ? "<" + 0.001.ToString("P1", CultureInfo.CurrentCulture) : tail.ToString("P1", CultureInfo.CurrentCulture);
    }
}
