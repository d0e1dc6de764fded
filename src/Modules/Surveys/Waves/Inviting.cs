using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Surveys.Questions;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Waves;

/// <summary>Writes invitations, and leaves in peace who was asked a short while ago.</summary>
internal sealed class Inviting(GuanxiDb db, TimeProvider clock)
{
    /// <summary>Customers among these who were asked within the quiet days, by any survey.</summary>
    public async Task<HashSet<Id<Customer>>> AskedLately(IReadOnlyList<Id<Customer>> customers, CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddDays(-(await db.Setting<SurveySettings>(ct)).QuietDays);
        HashSet<Id<Customer>> asked = [];
        foreach (var some in customers.Chunk(500))
            asked.UnionWith(await db.Set<Invitation>().Where(i => some.Contains(i.CustomerId) && i.InvitedAt > since).Select(i => i.CustomerId).ToListAsync(ct));
        return asked;
    }

    /// <summary>Customers among these who do not want to be asked.</summary>
    public Task<HashSet<Id<Customer>>> Declined(IReadOnlyList<Id<Customer>> customers, CancellationToken ct) => db.NotToContact(customers, ConsentPurpose.Surveys, ct);

    /// <summary>Invites one customer.</summary>
    public Ticket Invite(Survey survey, Id<Customer> customer, string? occasion, Id<Unit>? unit, Id<Person> by)
    {
        Refuse.If(survey.State != SurveyState.Open, "surveys.survey.not_open");
        var now = clock.GetUtcNow();
        var invitation = Invitation.To(customer, survey.Id, occasion, unit, by, now);
        var ticket = Ticket.For(invitation, survey.ValidDays, now);
        db.Add(invitation);
        db.Add(ticket);
        return ticket;
    }
}

internal static class SurveyReads
{
    public static async Task<Survey> SurveyOf(this GuanxiDb db, Id<Survey> id, CancellationToken ct) => Refuse.Missing(await db.Set<Survey>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct), "surveys.survey.not_found");

    /// <summary>The edition that is asked now.</summary>
    public static Task<SurveyEdition> EditionOf(this GuanxiDb db, Id<Survey> survey, CancellationToken ct) => db.Set<SurveyEdition>().AsNoTracking().Where(e => e.SurveyId == survey).OrderByDescending(e => e.Number).FirstAsync(ct);

    /// <summary>What the firm is called, as customers may write it.</summary>
    public static async Task<IReadOnlyList<string>> OwnNames(this GuanxiDb db, CancellationToken ct) => [(await db.Setting<FirmSettings>(ct)).Name, .. Question.LinesOf((await db.Setting<SurveySettings>(ct)).OwnNames)];
}
