using Guanxi.Data;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Records;
using Guanxi.Exchange.Writing;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>The latest imports, newest first.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record ImportList : IQuestion<IReadOnlyList<ImportEntry>>
{
    public const int Most = 100;

    /// <summary>Only older ones than this.</summary>
    public Id<Import>? Before { get; init; }

    internal sealed class Handler(GuanxiDb db) : IHandler<ImportList, IReadOnlyList<ImportEntry>>
    {
        public async Task<IReadOnlyList<ImportEntry>> Handle(ImportList request, Actor actor, CancellationToken ct)
        {
            var imports = db.Set<Import>().AsNoTracking();
            if (!ImportReach.SeesAll(actor)) imports = imports.Where(import => import.CreatedBy == actor.Id);
            if (request.Before is { } before) imports = imports.Where(import => import.Id < before);
            var found = await imports.OrderByDescending(import => import.Id).Take(Most).ToListAsync(ct);
            return [.. found.Select(import => new ImportEntry
            {
                Id = import.Id,
                FileName = import.FileName,
                State = import.State,
                CreatedAt = import.CreatedAt,
                FinishedAt = import.FinishedAt,
                Kind = import.Kind,
                Rows = Found(import)?.Counted.Rows,
                Rejected = Found(import)?.Counted.RejectedRows,
            })];
        }

        private static RowFindings? Found(Import import) => import.IsOrders
            ? StoredJson.Read<ImportReceipt>(import.Receipt)?.Written ?? StoredJson.Read<ImportFindings>(import.Findings)
            : StoredJson.Read<RecordReceipt>(import.Receipt)?.Written ?? StoredJson.Read<RecordFindings>(import.Findings);
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapGet("/imports", (Id<Import>? before, Asker asker, CancellationToken ct) => asker.Answer(new ImportList { Before = before }, ct))
            .Produces<IReadOnlyList<ImportEntry>>().WithSummary("The latest imports");
}

internal sealed record ImportEntry
{
    public required Id<Import> Id { get; init; }
    public required string Kind { get; init; }
    public required string FileName { get; init; }
    public required ImportState State { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }
    public int? Rows { get; init; }
    public int? Rejected { get; init; }
}
