using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Surveys.Questions;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Waves;

/// <summary>Writes invitations, and leaves in peace who was asked a short while ago.</summary>
internal sealed class Inviting(GuanxiDb db, IDatabase database, TimeProvider clock)
{
    /// <summary>Customers among these who were asked within the quiet days, by any survey.</summary>
    public async Task<HashSet<Id<Customer>>> AskedLately(IReadOnlyList<Id<Customer>> customers, CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddDays(-(await db.Setting<SurveySettings>(ct)).QuietDays);
        HashSet<Id<Customer>> asked = [];
        foreach (var some in customers.Chunk(500))
            asked.UnionWith(await db.Set<Invitation>().Where(i => some.Contains(i.CustomerId) && (i.WaitsUntil ?? i.InvitedAt) > since).Select(i => i.CustomerId).ToListAsync(ct));
        return asked;
    }

    /// <summary>The same for many customers, all on one kept list where one is named: asked in one go.</summary>
    public async Task<HashSet<Id<Customer>>> AskedLatelyOn(Id<KeptList>? list, IReadOnlyCollection<Id<Customer>> customers, CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddDays(-(await db.Setting<SurveySettings>(ct)).QuietDays);
        var invitations = db.Set<Invitation>().Where(i => (i.WaitsUntil ?? i.InvitedAt) > since);
        if (list is { } kept) invitations = invitations.Where(i => db.Set<KeptListEntry>().Any(e => e.ListId == kept && e.CustomerId == i.CustomerId));
        var asked = (await invitations.Select(i => i.CustomerId).Distinct().ToListAsync(ct)).ToHashSet();
        return [.. customers.Where(asked.Contains)];
    }

    /// <summary>Customers among these who do not want to be asked.</summary>
    public Task<HashSet<Id<Customer>>> Declined(IReadOnlyList<Id<Customer>> customers, CancellationToken ct) => db.NotToContact(customers, ConsentPurpose.Surveys, ct);

    /// <summary>Invites one customer, whose link whoever asks for it gets at once.</summary>
    public Ticket Invite(Survey survey, Id<Customer> customer, Id<Person> by)
    {
        Refuse.If(survey.State != SurveyState.Open, "surveys.survey.not_open");
        var invitation = Invitation.To(customer, survey.Id, by, clock.GetUtcNow());
        invitation.HandOut(invitation.InvitedAt);
        return Hand(invitation, survey);
    }

    /// <summary>Invites whoever something happened to, by the share of chances of the first survey that is sent after such things.</summary>
    /// <returns>False where nobody is to be asked.</returns>
    public async Task<bool> InviteAfter(Happened happened, CancellationToken ct)
    {
        var survey = (await db.SurveysAfter(happened.Occasion, ct)).FirstOrDefault();
        if (survey is null || !Draws(happened.AboutId, survey.SamplePercent)) return false;
        // A merge may have been quicker; and the same thing may be heard of twice, or happen again.
        if (!await db.CustomerOwners().AnyAsync(c => c.Id == happened.CustomerId, ct)) return false;
        await db.HoldCustomers(database, [happened.CustomerId], ct);
        if (await db.Set<Invitation>().AnyAsync(i => i.CustomerId == happened.CustomerId && i.About == happened.Occasion && i.AboutId == happened.AboutId, ct)) return false;
        if ((await AskedLately([happened.CustomerId], ct)).Count > 0 || (await Declined([happened.CustomerId], ct)).Count > 0) return false;
        Hand(Invitation.After(happened, survey, Actor.System.Id, clock.GetUtcNow()), survey);
        return true;
    }

    /// <summary>By the number of what happened, well mixed: heard of twice, it is drawn the same way.</summary>
    internal static bool Draws(long about, int percent) => ((ulong)about * 0x9E3779B97F4A7C15UL >> 32) % 100 < (ulong)percent;

    private Ticket Hand(Invitation invitation, Survey survey)
    {
        var ticket = Ticket.For(invitation, survey.ValidDays, invitation.InvitedAt);
        db.Add(invitation);
        db.Add(ticket);
        return ticket;
    }
}

internal static class SurveyReads
{
    public static async Task<Survey> SurveyOf(this GuanxiDb db, Id<Survey> id, CancellationToken ct) => Refuse.Missing(await db.Set<Survey>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct), "surveys.survey.not_found");

    /// <summary>Open surveys to which customers are invited after such things, the oldest first.</summary>
    public static async Task<IReadOnlyList<Survey>> SurveysAfter(this GuanxiDb db, SurveyOccasion occasion, CancellationToken ct) =>
        // Written by hand: few are open at a time.
        [.. (await db.Set<Survey>().AsNoTracking().Where(s => s.State == SurveyState.Open).OrderBy(s => s.Id).ToListAsync(ct)).Where(s => s.Occasions.Contains(occasion))];

    /// <summary>The edition that is asked now.</summary>
    public static Task<SurveyEdition> EditionOf(this GuanxiDb db, Id<Survey> survey, CancellationToken ct) => db.Set<SurveyEdition>().AsNoTracking().Where(e => e.SurveyId == survey).OrderByDescending(e => e.Number).FirstAsync(ct);

    /// <summary>What the firm is called, as customers may write it.</summary>
    public static async Task<IReadOnlyList<string>> OwnNames(this GuanxiDb db, CancellationToken ct) => [(await db.Setting<FirmSettings>(ct)).Name, .. Question.LinesOf((await db.Setting<SurveySettings>(ct)).OwnNames)];
}
