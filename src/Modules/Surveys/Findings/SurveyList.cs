using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Surveys.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Findings;

/// <summary>The firm's surveys, those that are open first, the newest first.</summary>
[Needs(SurveysRights.Read)]
internal sealed record SurveyList : IQuestion<IReadOnlyList<SurveyRow>>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<SurveyList, IReadOnlyList<SurveyRow>>
    {
        // Surveys are written by hand.
        private const int Most = 200;

        public async Task<IReadOnlyList<SurveyRow>> Handle(SurveyList request, Actor actor, CancellationToken ct)
        {
            var surveys = await db.Set<Survey>().AsNoTracking().OrderByDescending(s => s.Id).Take(Most).ToListAsync(ct);
            var invited = await db.InvitationsFor(actor).GroupBy(i => i.SurveyId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
            var answered = await db.AnswersFor(actor).GroupBy(a => a.SurveyId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
            var anonymous = await db.AnonymousAnswersFor(actor).GroupBy(a => a.SurveyId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
            var least = (await db.Setting<SurveySettings>(ct)).LeastAnonymous;
            return [.. surveys.OrderBy(s => s.State switch { SurveyState.Open => 0, SurveyState.Draft => 1, _ => 2 }).ThenByDescending(s => s.Id).Select(s => new SurveyRow
            {
                Id = s.Id, Name = s.Name, State = s.State, Anonymous = s.Anonymous, Occasions = s.Occasions, BadAnswer = s.BadAnswer, OpenedAt = s.OpenedAt, ClosedAt = s.ClosedAt,
                Invited = invited.GetValueOrDefault(s.Id), Answered = answered.GetValueOrDefault(s.Id) + WholeGroups.Of(anonymous.GetValueOrDefault(s.Id), least),
            })];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/surveys", (Asker asker, CancellationToken ct) => asker.Answer(new SurveyList(), ct)).Produces<IReadOnlyList<SurveyRow>>().WithSummary("The firm's surveys");
}

/// <summary>A survey on the list.</summary>
internal sealed record SurveyRow
{
    public required Id<Survey> Id { get; init; }
    public required string Name { get; init; }
    public required SurveyState State { get; init; }
    public required bool Anonymous { get; init; }
    public required IReadOnlyList<SurveyOccasion> Occasions { get; init; }
    public required BadAnswerAct BadAnswer { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Customers within one's reach who were invited.</summary>
    public required int Invited { get; init; }

    /// <summary>Answers of customers within one's reach, and anonymous ones about one's shops in whole groups.</summary>
    public required int Answered { get; init; }
}
