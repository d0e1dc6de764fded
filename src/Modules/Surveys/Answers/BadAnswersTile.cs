using System.Globalization;
using Guanxi.Customers;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Surveys.Answers;

/// <summary>Bad answers of the last seven days that nobody has taken up.</summary>
internal sealed class BadAnswersTile(GuanxiDb db, TimeProvider clock) : ITodayTile
{
    private const int Days = 7;

    public string Key => "surveys.tile.bad";
    public int Order => 22;
    public string Right => SurveysRights.Read;

    public bool Fits(Scope scope) => true;

    public async Task<TileFigure?> Ask(Actor actor, CancellationToken ct)
    {
        var today = (await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow());
        var since = today.AddDays(1 - Days);
        var waiting = await (await db.NotTakenUpOf(db.AnswersFor(actor).Where(a => a.AnsweredOn >= since), ct)).CountAsync(ct);
        return waiting == 0 ? null : new() { Count = waiting, AsOf = today, Url = $"/surveys/answers?view=waiting&since={since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" };
    }
}
