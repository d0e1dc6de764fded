using Guanxi.Data;

namespace Guanxi.Staff.Calendars;

/// <summary>For which year holidays should be entered by now and are not. For the page for today: deadlines go on counting without them, and nobody would notice.</summary>
[Needs(KernelRights.Settings)]
internal sealed record HolidaysMissing : IQuestion<MissingHolidays>
{
    internal sealed class Handler(GuanxiDb db, TimeProvider clock) : IHandler<HolidaysMissing, MissingHolidays>
    {
        public async Task<MissingHolidays> Handle(HolidaysMissing request, Actor actor, CancellationToken ct) =>
            new((await db.Setting<WorkTimes>(ct)).YearMissing((await db.Setting<FirmSettings>(ct)).DayOf(clock.GetUtcNow())));
    }
}

/// <param name="Year">Null where none is missing.</param>
internal sealed record MissingHolidays(int? Year);
