using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Exchange.Imports;

/// <summary>Forgets an import of which nothing is loaded, with its file.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record DiscardImport : IUseCase<bool>, IConcerns<Import>
{
    public Id<Import> ImportId { get; init; }

    Id<Import> IConcerns<Import>.Subject => ImportId;

    internal sealed class Handler(GuanxiDb db, ImportFiles files) : IHandler<DiscardImport, bool>
    {
        public async Task<bool> Handle(DiscardImport request, Actor actor, CancellationToken ct)
        {
            var import = await db.ImportToActOn(request.ImportId, ct);
            Refuse.If(import.State is not (ImportState.Uploaded or ImportState.Checked or ImportState.Cancelled or ImportState.Failed), "exchange.import.under_way");
            db.Remove(import);
            // Only once it is really forgotten: somebody who begins to load it at the same moment still needs the file.
            db.Afterwards(() => files.Remove(import.StoredAs));
            return true;
        }
    }

    internal static void Map(RouteGroupBuilder api) =>
        api.MapDelete("/imports/{importId}", (Id<Import> importId, Asker asker, CancellationToken ct) => asker.Answer(new DiscardImport { ImportId = importId }, ct))
            .Produces<bool>().WithSummary("Forget an import of which nothing is loaded");
}
