using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Staff;
using Guanxi.Surveys.Waves;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Answers;

/// <summary>Which answers.</summary>
internal enum AnswerView
{
    All,
    Bad,
    Praise,
    Silent,

    /// <summary>Bad ones that nobody has taken up.</summary>
    Waiting,
}

/// <summary>Answers of customers within one's scope, the newest first. Anonymous ones are nobody's and not among them.</summary>
[Needs(SurveysRights.Read)]
internal sealed record AnswerList : IQuestion<AnswersFound>, IConcerns<Customer>
{
    public AnswerView View { get; init; }
    public Id<Survey>? SurveyId { get; init; }

    /// <summary>Only this customer's; none for all.</summary>
    public Id<Customer> CustomerId { get; init; }
    public DateOnly? Since { get; init; }
    public DateOnly? Until { get; init; }
    public Cursor? After { get; init; }
    [Range(1, 200)] public int Count { get; init; } = 50;

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, Texts texts) : IHandler<AnswerList, AnswersFound>
    {
        private const int CountedTo = 1_000;

        public async Task<AnswersFound> Handle(AnswerList request, Actor actor, CancellationToken ct)
        {
            var fitting = await Fitting(db.AnswersFor(actor, request.CustomerId), request, ct);
            var page = fitting;
            if (request.After is { } after)
            {
                var (at, id) = (after.At, new Id<Answer>(after.Id));
                page = page.Where(a => a.AnsweredAt <= at && (a.AnsweredAt < at || a.Id < id));
            }
            var found = await page.OrderByDescending(a => a.AnsweredAt).ThenByDescending(a => a.Id).Take(request.Count + 1).ToListAsync(ct);
            var shown = found.Take(request.Count).ToList();
            return new()
            {
                Rows = await Rows(shown, actor, ct), Total = await fitting.Take(CountedTo + 1).CountAsync(ct),
                Next = found.Count > request.Count ? new(shown[^1].AnsweredAt, shown[^1].Id.Value) : null,
            };
        }

        private async Task<IQueryable<Answer>> Fitting(IQueryable<Answer> answers, AnswerList request, CancellationToken ct)
        {
            answers = request.View switch
            {
                AnswerView.Bad => answers.Bad(),
                AnswerView.Praise => answers.Where(a => a.Given.Csat >= 4 || (a.Given.Csat == null && a.Given.Nps >= 9)),
                AnswerView.Silent => answers.Where(a => a.Given.Trouble == 3),
                AnswerView.Waiting => await db.NotTakenUpOf(answers, ct),
                _ => answers,
            };
            if (request.SurveyId is { } survey) answers = answers.Where(a => a.SurveyId == survey);
            if (request.Since is { } since) answers = answers.Where(a => a.AnsweredOn >= since);
            if (request.Until is { } until) answers = answers.Where(a => a.AnsweredOn <= until);
            return answers;
        }

        private async Task<IReadOnlyList<AnswerRow>> Rows(List<Answer> answers, Actor actor, CancellationToken ct)
        {
            var names = await db.CustomerNamesFor(actor, [.. answers.Select(a => a.CustomerId)], ct);
            var surveys = answers.Select(a => a.SurveyId).Distinct().ToList();
            var titles = await db.Set<Survey>().Where(s => surveys.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
            var editions = answers.Select(a => a.EditionId).Distinct().ToList();
            var asked = await db.Set<SurveyEdition>().AsNoTracking().Where(e => editions.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
            var people = await db.NamesOf(answers.Select(a => a.PersonId).OfType<Id<Person>>(), ct);
            return [.. answers.Where(a => names.ContainsKey(a.CustomerId)).Select(a => new AnswerRow
            {
                Id = a.Id, Customer = names[a.CustomerId], SurveyId = a.SurveyId, Survey = titles.GetValueOrDefault(a.SurveyId) ?? "", AnsweredAt = a.AnsweredAt, Csat = a.Given.Csat, Nps = a.Given.Nps, Ces = a.Given.Ces,
                IsBad = a.Given.IsBad, Brought = a.Brought, BroughtId = a.BroughtId?.ToString(CultureInfo.InvariantCulture), Said = AnswersInWords.Of(asked[a.EditionId], a.Given, texts),
                About = a.About, AboutUrl = UrlOf(a), Person = a.PersonId is { } person ? people.GetValueOrDefault(person) : null,
            })];
        }
    }

    private static string? UrlOf(Answer answer) => answer.About switch
    {
        SurveyOccasion.Order => $"/orders/{answer.AboutId}",
        SurveyOccasion.Complaint => $"/customers/{answer.CustomerId}/complaints/{answer.AboutId}",
        SurveyOccasion.Request => $"/customers/{answer.CustomerId}/requests/{answer.AboutId}",
        SurveyOccasion.Visit => $"/customers/{answer.CustomerId}/contacts/{answer.AboutId}",
        _ => null,
    };

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/surveys/answers",
        (Named<AnswerView>? view, Id<Survey>? surveyId, Id<Customer>? customerId, DateOnly? since, DateOnly? until, Cursor? after, int? count, Asker asker, CancellationToken ct) =>
            asker.Answer(new AnswerList { View = view?.Value ?? AnswerView.All, SurveyId = surveyId, CustomerId = customerId ?? default, Since = since, Until = until, After = after, Count = count ?? 50 }, ct))
        .Produces<AnswersFound>().WithSummary("Answers to surveys");
}

/// <summary>A page of answers.</summary>
internal sealed record AnswersFound
{
    public required IReadOnlyList<AnswerRow> Rows { get; init; }

    /// <summary>1,001 for more than a thousand.</summary>
    public required int Total { get; init; }
    public Cursor? Next { get; init; }
}

/// <summary>What one customer answered.</summary>
internal sealed record AnswerRow
{
    public required Id<Answer> Id { get; init; }
    public required CustomerName Customer { get; init; }
    public required Id<Survey> SurveyId { get; init; }
    public required string Survey { get; init; }
    public required DateTimeOffset AnsweredAt { get; init; }
    public int? Csat { get; init; }
    public int? Nps { get; init; }
    public int? Ces { get; init; }
    public required bool IsBad { get; init; }

    /// <summary>What a bad answer brought about.</summary>
    public required BadAnswerAct Brought { get; init; }
    public string? BroughtId { get; init; }
    public required IReadOnlyList<SaidRow> Said { get; init; }

    /// <summary>What it is about, where it is about something in particular, and where that stands.</summary>
    public SurveyOccasion? About { get; init; }
    public string? AboutUrl { get; init; }

    /// <summary>Who sold, handled or visited.</summary>
    public string? Person { get; init; }
}

/// <summary>One question with its answer in words.</summary>
internal sealed record SaidRow(string Question, string Answer);

internal static class AnswersSeen
{
    public static IQueryable<Answer> AnswersFor(this GuanxiDb db, Actor actor, Id<Customer> customer = default)
    {
        var answers = db.Set<Answer>().AsNoTracking();
        if (!customer.IsNone) return answers.Where(a => a.CustomerId == customer);
        return actor.Scope == Scope.All ? answers : answers.Where(a => db.CustomerNamesFor(actor).Any(n => n.Id == a.CustomerId));
    }

    /// <summary>Invitations of customers within one's scope.</summary>
    public static IQueryable<Invitation> InvitationsFor(this GuanxiDb db, Actor actor)
    {
        var invitations = db.Set<Invitation>().AsNoTracking();
        return actor.Scope == Scope.All ? invitations : invitations.Where(i => db.CustomerNamesFor(actor).Any(n => n.Id == i.CustomerId));
    }

    /// <summary>Anonymous answers about one's own shops; without a shop they are the firm's.</summary>
    public static IQueryable<AnonymousAnswer> AnonymousAnswersFor(this GuanxiDb db, Actor actor)
    {
        var answers = db.Set<AnonymousAnswer>().AsNoTracking();
        if (actor.Scope == Scope.All) return answers;
        var units = actor.Scope == Scope.Own ? [] : actor.Units.ToList();
        return answers.Where(a => a.UnitId != null && units.Contains(a.UnitId.Value));
    }
}
