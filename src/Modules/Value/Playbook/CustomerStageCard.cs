using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Playbook;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>In which stage of life one customer is, why, and what the play-book says to do.</summary>
[Needs(ValueRights.Read)]
public sealed record CustomerStageCard : IQuestion<StageCard>, IConcerns<Customer>
{
    public Id<Customer> CustomerId { get; init; }

    Id<Customer> IConcerns<Customer>.Subject => CustomerId;

    internal sealed class Handler(GuanxiDb db, Texts texts) : IHandler<CustomerStageCard, StageCard>
    {
        public async Task<StageCard> Handle(CustomerStageCard request, Actor actor, CancellationToken ct)
        {
            if (await LatestStandings.Of(db, request.CustomerId, null, ct) is not { } standing) return new() { CustomerId = request.CustomerId };
            var (book, group) = (await db.Setting<StagePlaybook>(ct), StagePlaybook.GroupOf(standing.Grade));
            var terms = standing.StageCandidate == standing.Stage ? StageTerms.Five : (await db.Setting<StageVocabulary>(ct)).Terms;
            return new()
            {
                CustomerId = request.CustomerId, AsOf = standing.AsOf, Stage = standing.Stage, Rule = standing.StageRule, Candidate = standing.StageCandidate, Group = group,
                Strategy = book.Strategy(texts, standing.Stage, group), NextAction = book.Action(texts, standing.Stage, group), Reasons = [.. Reasons(standing, StandingEvidence.Of(standing), terms)],
            };
        }

        private IEnumerable<Reason> Reasons(Standing standing, StandingEvidence e, StageTerms terms)
        {
            yield return new($"value.stage_rule.{standing.StageRule}", texts[$"value.stage_rule.{standing.StageRule}"], 1);
            if (standing.StageCandidate != standing.Stage)
                yield return new("value.stage_reason.candidate", texts["value.stage_reason.candidate", texts[StageWords.KeyOf(terms, standing.StageCandidate)]], 0.9);
            if (e.Repeats > 0 && e.ExpectedGap > 0)
                yield return new("value.stage_reason.rhythm", texts["value.stage_reason.rhythm", e.Gap, Math.Round(e.ExpectedGap)], 0.8);
            else
                yield return new("value.stage_reason.gap", texts["value.stage_reason.gap", e.Gap], 0.8);
            if (e.BeforeDays > 0)
                yield return new("value.stage_reason.rate", texts["value.stage_reason.rate", e.Recent, Math.Round(e.RecentDays), Math.Round(e.Before * e.RecentDays / e.BeforeDays, 1), e.ChangeP.ToString("0.00", CultureInfo.CurrentCulture)], 0.7);
            if (standing.Churn is { } churn)
                yield return new("value.stage_reason.churn", texts["value.stage_reason.churn", Wording.Percent(churn), e.PlanningDays], 0.6);
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/{customerId}/stage", (Id<Customer> customerId, Asker asker, CancellationToken ct) =>
        asker.Answer(new CustomerStageCard { CustomerId = customerId }, ct)).Produces<StageCard>().WithSummary("In which stage one customer is, why, and what to do");
}

/// <summary>A customer's stage with its evidence and the play-book's advice.</summary>
public sealed record StageCard
{
    public Id<Customer> CustomerId { get; init; }

    /// <summary>Null where the customer has no standing.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The code, whatever the firm calls it.</summary>
    public string Stage { get; init; } = "";

    /// <summary>What the rules alone say now; the stage follows when they say it twice.</summary>
    public string Candidate { get; init; } = "";
    public string Rule { get; init; } = "";

    /// <summary><c>key</c> or <c>other</c>: for whom the advice is.</summary>
    public string Group { get; init; } = "";

    /// <summary>What decided, in the reader's language.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];
    public string Strategy { get; init; } = "";
    public string NextAction { get; init; } = "";
}
