using Guanxi.Data;
using Guanxi.Value.Behaviour;
using Guanxi.Warehouse;

namespace Guanxi.Value.Choosing;

/// <summary>The table of the newest run, made once for all who ask: a score compares with the whole firm's customers, as a grade does, whoever looks.</summary>
internal sealed class FitTables(DataWarehouse warehouse, IDatabase database, BehaviourAnswers answers)
{
    /// <returns>Null before the first run.</returns>
    public async Task<FitTable?> Newest(GuanxiDb db, CancellationToken ct)
    {
        var currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency;
        var minor = Currencies.Known(currency) ? Currencies.MinorPerMajor(currency) : 100;
        return await answers.Of(db, Actor.System, null, $"fit {minor}", day => FitTable.Of(warehouse, database, day, minor), ct);
    }
}
