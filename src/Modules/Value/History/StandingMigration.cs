using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.History;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>Who went from which grade, or stage, to which, between any two days of which the figures are kept.</summary>
[Needs(ValueRights.Read)]
public sealed record StandingMigration : IQuestion<MigrationView>
{
    /// <summary>The earlier day; without it the one that the dashboard compares with, else the one before.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The later day; without it the newest.</summary>
    public DateOnly? To { get; set; }

    /// <summary><c>grade</c> or <c>stage</c>.</summary>
    [StringLength(10)] public string Kind { get; set; } = "grade";

    internal sealed class Handler(GuanxiDb db, Moves moves) : IHandler<StandingMigration, MigrationView>
    {
        public async Task<MigrationView> Handle(StandingMigration request, Actor actor, CancellationToken ct)
        {
            Refuse.Field(nameof(Kind), request.Kind is not ("grade" or "stage"), "value.migration.kind_unknown", request.Kind);
            var labels = request.Kind == "grade" ? Labels.Grades : Labels.Stages;
            var view = new MigrationView { Kind = request.Kind, Labels = labels, Currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency };
            if (await LatestStandings.Day(db, request.To, ct) is not { } to || await Runs.RunSummary.Of(db, to, ct) is not { } later) return view;
            var wished = request.From ?? later.ComparedWith ?? to.AddDays(-1);
            Refuse.Field(nameof(From), wished >= to, "value.migration.out_of_order");
            if (await LatestStandings.Day(db, wished, ct) is not { } from || await Runs.RunSummary.Of(db, from, ct) is not { } earlier) return view with { To = to };
            return view with { From = from, To = to, Movements = await moves.Between(db, actor, earlier, later, request.Kind, ct) };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/migration", (DateOnly? from, DateOnly? to, string? kind, Asker asker, CancellationToken ct) =>
        asker.Answer(new StandingMigration { From = from, To = to, Kind = kind ?? "grade" }, ct)).Produces<MigrationView>().WithSummary("Who went from which grade or stage to which");
}

/// <summary>Movement between two days.</summary>
public sealed record MigrationView
{
    /// <summary>Null where there is no day before to compare with.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Null until there was a run.</summary>
    public DateOnly? To { get; init; }
    public string Kind { get; init; } = "grade";
    public string Currency { get; init; } = "";

    /// <summary>All grades, or stages, in their order.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Those who stayed are among them. From nowhere: new; to nowhere: without a standing on the later day. Value as of the later day, of those gone as of the earlier.</summary>
    public IReadOnlyList<Movement> Movements { get; init; } = [];
}
