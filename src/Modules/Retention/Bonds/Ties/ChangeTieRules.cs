using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Retention.Bonds.Ties;

/// <summary>Which levels of ties are wanted with the customers of each grade.</summary>
[Needs(CustomersRights.Read)]
internal sealed record TieRulesNow : IQuestion<TieRules>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<TieRulesNow, TieRules>
    {
        public Task<TieRules> Handle(TieRulesNow request, Actor actor, CancellationToken ct) => db.Setting<TieRules>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/bonds/rules", (Asker asker, CancellationToken ct) => asker.Answer(new TieRulesNow(), ct))
        .Produces<TieRules>().WithSummary("Which levels of ties are wanted by grade");
}

/// <summary>Changes which levels of ties are wanted with the customers of each grade. The advice follows at once.</summary>
[Needs(RetentionRights.Plan)]
internal sealed record ChangeTieRules : IUseCase<TieRules>
{
    public TieRules Rules { get; set; } = new();

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeTieRules, TieRules>
    {
        public async Task<TieRules> Handle(ChangeTieRules request, Actor actor, CancellationToken ct)
        {
            var r = request.Rules;
            var rules = new TieRules { Major = Tidy(r.Major), Minor = Tidy(r.Minor), Ordinary = Tidy(r.Ordinary), Small = Tidy(r.Small) };
            await db.Change(rules, ct);
            return rules;
        }

        private static IReadOnlyList<TieLevel> Tidy(IReadOnlyList<TieLevel> levels)
        {
            Refuse.If(levels.Any(l => !Enum.IsDefined(l)), "retention.tie.level_unknown");
            return [.. levels.Distinct().Order()];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/bonds/rules", (TieRules rules, Asker asker, CancellationToken ct) =>
        asker.Answer(new ChangeTieRules { Rules = rules }, ct)).Produces<TieRules>().WithSummary("Change which levels of ties are wanted by grade");
}
