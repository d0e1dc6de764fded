using System.ComponentModel.DataAnnotations;
using Guanxi.Http;
using Guanxi.Value.Lineage;
using Guanxi.Warehouse;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value;

/// <summary>Where a figure of the value dashboard comes from: the questions that it asks the warehouse, and every table behind them down to the firm's own.</summary>
[Needs(WarehouseRights.Inspect)]
public sealed record FigureLineage : IQuestion<FigureLineageView>
{
    /// <summary><c>total</c>, <c>historic</c>, <c>current</c>, <c>potential</c>, <c>risk</c>, <c>curve</c>, <c>months</c>, <c>components</c> or <c>scorecard</c>.</summary>
    [StringLength(20)] public string Figure { get; set; } = FigureSources.All[0].Figure;

    internal sealed class Handler(DataWarehouse warehouse) : IHandler<FigureLineage, FigureLineageView>
    {
        public async Task<FigureLineageView> Handle(FigureLineage request, Actor actor, CancellationToken ct)
        {
            var source = FigureSources.All.FirstOrDefault(f => f.Figure == request.Figure);
            Refuse.Field(nameof(Figure), source is null, "value.lineage.figure_unknown", request.Figure);
            var queries = source!.Queries.Select(q => WarehouseQuery.Of(typeof(FigureLineage).Assembly, q)).ToList();
            var tables = await warehouse.Tables(ct);
            return new()
            {
                Figure = source.Figure, Figures = [.. FigureSources.All.Select(f => f.Figure)], KeptIn = source.KeptIn, State = await warehouse.State(ct),
                Queries = [.. queries.Select(q => new LineageQuery(q.Name, q.Grain, q.Key, q.Sources, q.Sql))], Tables = Behind(queries, tables),
            };
        }

        /// <summary>What the questions read, and what that is made of, the last made first.</summary>
        private static IReadOnlyList<WarehouseTable> Behind(IReadOnlyList<WarehouseQuery> queries, IReadOnlyList<WarehouseTable> tables)
        {
            var wanted = queries.SelectMany(q => q.Sources).ToHashSet();
            List<WarehouseTable> behind = [];
            // Tables come in the order in which they are made: whoever reads one stands after it.
            foreach (var table in tables.Reverse())
            {
                if (!wanted.Contains(table.Name)) continue;
                behind.Add(table);
                wanted.UnionWith(table.Sources);
            }
            return [.. behind.OrderBy(t => Array.IndexOf(FigureSources.Layers, t.Layer))];
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/lineage", (string? figure, Asker asker, CancellationToken ct) =>
        asker.Answer(new FigureLineage { Figure = figure ?? FigureSources.All[0].Figure }, ct)).Produces<FigureLineageView>().WithSummary("Where a figure comes from");
}

/// <summary>The way of a figure back to its sources.</summary>
public sealed record FigureLineageView
{
    public string Figure { get; init; } = "";

    /// <summary>All that can be asked for.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];

    /// <summary>Tables of the operational database in which a run keeps the figure.</summary>
    public IReadOnlyList<string> KeptIn { get; init; } = [];

    /// <summary>What is asked of the warehouse.</summary>
    public IReadOnlyList<LineageQuery> Queries { get; init; } = [];

    /// <summary>Tables of the warehouse behind it: marts, facts, dimensions, staging, feeds.</summary>
    public IReadOnlyList<WarehouseTable> Tables { get; init; } = [];
    public WarehouseState State { get; init; } = new(null, null, null);
}

/// <summary>A question to the warehouse.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Grain">What one row of the answer is.</param>
/// <param name="Key">Columns that no two rows share.</param>
/// <param name="Sources">Tables that it reads.</param>
/// <param name="Sql">Its text.</param>
public sealed record LineageQuery(string Name, string Grain, IReadOnlyList<string> Key, IReadOnlyList<string> Sources, string Sql);
