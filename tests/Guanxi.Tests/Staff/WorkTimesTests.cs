using Guanxi.Staff;
using Guanxi.Staff.Calendars;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Staff;

[Trait("Row", "SVC-2")]
public sealed class WorkTimesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_shop_has_its_own_hours_and_so_has_what_lies_below_it()
    {
        var shop = (await app.Run(new OpenUnit { Name = "Shop", Kind = UnitKind.Shop })).Value;
        var team = (await app.Run(new OpenUnit { Name = "Till", Kind = UnitKind.Team, ParentId = shop })).Value;
        var other = (await app.Run(new OpenUnit { Name = "Other", Kind = UnitKind.Shop })).Value;
        _ = (await app.Run(new ChangeWorkTimes { Times = new() { Weeks = [new(), new() { Name = "Shops", Hours = [.. Enumerable.Repeat("10:00-22:00", 7)], Units = [shop] }] } })).Value;

        await app.Use(async db =>
        {
            var calendars = await db.Calendars(default);
            var sunday = new DateOnly(2026, 3, 1);
            calendars.Of(shop).IsWorkingDay(sunday).ShouldBeTrue();
            calendars.Of(team).IsWorkingDay(sunday).ShouldBeTrue();
            calendars.Of(other).IsWorkingDay(sunday).ShouldBeFalse();
            calendars.Of(null).IsWorkingDay(sunday).ShouldBeFalse();
        });
    }

    [Fact]
    public async Task Who_keeps_the_settings_is_told_on_the_page_for_today_when_a_year_is_missing()
    {
        await using var firm = new GuanxiApp();
        await firm.InitializeAsync();
        using var owner = await Visitor.SignedIn(firm);
        using var service = await Visitor.SignedIn(firm, "service");
        const string line = "href=\"/settings/work-times\"";
        (await owner.Read("/today")).ShouldNotContain(line);

        _ = (await firm.Run(new ChangeWorkTimes { Times = new() { Days = [new() { Day = new(2020, 10, 1) }] } })).Value;

        (await owner.Read("/today")).ShouldContain(line);
        (await service.Read("/today")).ShouldNotContain(line);
    }

    [Fact]
    public async Task What_makes_no_calendar_is_refused()
    {
        var shop = (await app.Run(new OpenUnit { Name = "Twice", Kind = UnitKind.Shop })).Value;
        (await Change(new() { Weeks = [new() { Hours = ["", "", "", "", "", "", ""] }] })).ShouldBe("staff.work_times.never_works");
        (await Change(new() { Weeks = [new() { Hours = ["9-5", "", "", "", "", "", ""] }] })).ShouldBe("staff.work_times.hours_unreadable");
        (await Change(new() { Weeks = [new(), new() { Units = [shop] }, new() { Units = [shop] }] })).ShouldBe("staff.work_times.unit_twice");
        (await Change(new() { Weeks = [new(), new() { Units = [Id<Unit>.New()] }] })).ShouldBe("staff.unit.not_found");
        (await Change(new() { Days = [new() { Day = new(2026, 1, 1) }, new() { Day = new(2026, 1, 1), Works = true }] })).ShouldBe("staff.work_times.day_twice");
        (await app.Run(new ChangeWorkTimes(), GuanxiApp.Someone(Scope.All, "staff.read"))).Refusal.ShouldBe("kernel.right.missing");

        async Task<string?> Change(WorkTimes times) => (await app.Run(new ChangeWorkTimes { Times = times })).Refusal;
    }

    [Fact]
    public async Task Hours_and_holidays_are_set_on_their_page_and_a_wrong_line_is_named_with_what_was_typed_kept()
    {
        using var owner = await Visitor.SignedIn(app);
        var week = Enumerable.Range(0, 7).ToDictionary(d => $"Form.Weeks[0].Hours[{d}]", d => d < 6 ? "08:30-17:30" : "");
        using var wrong = await owner.Submit("/settings/work-times", "work-times", new(week) { ["Form.Days"] = "2027-01-01,off,New Year\nsometime,off" });
        (await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(p => p.ShouldContain("sometime,off"), p => p.ShouldContain("field-error"));

        using var nobodys = await owner.Submit("/settings/work-times", "work-times", new(week) { ["Form.Days"] = "", ["Form.Weeks[1].Hours[0]"] = "10:00-22:00" });
        nobodys.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await nobodys.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("10:00-22:00");

        using var right = await owner.Submit("/settings/work-times", "work-times", new(week) { ["Form.Days"] = "2027-01-01,off,New Year" });

        right.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        (await app.Run(new WorkTimesNow())).Value.ShouldSatisfyAllConditions(t => t.Weeks.ShouldHaveSingleItem().Hours[5].ShouldBe("08:30-17:30"), t => t.Days.ShouldHaveSingleItem().Name.ShouldBe("New Year"));
    }
}
