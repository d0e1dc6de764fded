using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Model;
using Guanxi.Value.Runs;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Value;

/// <summary>The model's sheet: what the forecasts rest on, how the model was chosen, how well it foretold what it had not seen, and what it can't see.</summary>
[Needs(ValueRights.Read)]
public sealed record ModelSheet : IQuestion<ModelSheetView>
{
    /// <summary>Of the newest run that is not younger; null for the newest.</summary>
    public DateOnly? AsOf { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<ModelSheet, ModelSheetView>
    {
        public async Task<ModelSheetView> Handle(ModelSheet request, Actor actor, CancellationToken ct)
        {
            var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
            if (await LatestStandings.Day(db, request.AsOf, ct) is not { } day || await RunSummary.Of(db, day, ct) is not { } run) return new() { Currency = currency };
            var kept = StoredJson.Read<ModelSheetView>(await db.Set<KeptSheet>().AsNoTracking().Where(s => s.RunId == run.RunId).Select(s => s.Sheet).FirstOrDefaultAsync(ct)) ?? new();
            var sheet = kept with { AsOf = day, RanAt = run.RanAt, Currency = currency, Model = run.Model };
            return actor.Scope == Scope.All ? sheet : sheet.WithoutSums();
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/model", (DateOnly? asOf, Asker asker, CancellationToken ct) =>
        asker.Answer(new ModelSheet { AsOf = asOf }, ct)).Produces<ModelSheetView>().WithSummary("The model's sheet");
}
