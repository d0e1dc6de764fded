using Guanxi.Appraisal.Periods;
using Guanxi.Appraisal.Sheets;
using Guanxi.Data;
using Guanxi.Staff;

namespace Guanxi.Appraisal.Answers;

/// <summary>Until when somebody may appeal: so many working days of their own unit from the day of submission.</summary>
internal sealed class AppealTime(GuanxiDb db)
{
    public async Task<DateOnly> Until(AppraisalSheet sheet, AppraisalPeriod period, DateTimeOffset now, CancellationToken ct) =>
        (await db.Calendars(ct)).Of(sheet.UnitId).DayAfter((await db.Setting<FirmSettings>(ct)).DayOf(now), period.Rules.AppealDays);
}
