using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Service.Clocks;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Staff;
using Guanxi.Tests.Sales;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Service;

[Trait("Row", "SVC-2")]
public sealed class LateComplaintTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_missed_limit_is_passed_on_to_the_nearest_lead_once_for_each_limit_and_can_be_switched_off()
    {
        var shop = (await app.Run(new OpenUnit { Name = "Shop", Kind = UnitKind.Shop })).Value;
        var till = (await app.Run(new OpenUnit { Name = "Till", Kind = UnitKind.Team, ParentId = shop })).Value;
        var lead = (await app.Run(new Hire { Name = "Lead", UserName = $"lead{Ids.Next()}", Role = "manager", UnitId = shop, Password = "tea-in-the-rain" })).Value;
        var customer = await app.Given(Customer.Register($"C{Ids.Next()}", CustomerKind.Individual, new() { Name = "林小燕" }, null, till, SalesGiven.Noon));
        var complaint = ComplaintGiven.Open(customer.Id, SalesGiven.Noon);
        await app.GivenAll<object>([complaint, complaint.Start(new() { UnitId = till }, null, ComplaintGiven.Clock(SalesGiven.Noon))]);

        await Set(new() { EscalateLate = false });
        (await app.Run(new EscalateLate())).Value.ShouldBe(0);
        await Set(new());
        (await app.Run(new EscalateLate())).Value.ShouldBe(1);
        (await app.Services.GetRequiredService<LimitWatch>().Look(default)).ShouldBe(0, "the lead knows");
        (await Tasks()).ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.OwnerId.ShouldBe(lead), t => t.Title.ShouldStartWith("投诉已超时", customMessage: "the lead's language, whatever the program runs in"));

        // The next step has a limit of its own.
        _ = (await app.Run(new HearOut { CustomerId = customer.Id, ComplaintId = complaint.Id })).Value;
        (await app.Run(new EscalateLate())).Value.ShouldBe(0);
        (await app.Use(db => db.Set<ComplaintEvent>().SingleAsync(e => e.ComplaintId == complaint.Id && e.Act == ComplaintAct.Heard))).Late.ShouldBeTrue();

        async Task Set(ComplaintSettings settings) => _ = (await app.Run(new ChangeComplaintSettings { Settings = settings })).Value;

        Task<List<FollowUp>> Tasks() => app.Use(db => db.Set<FollowUp>().Where(t => t.CustomerId == customer.Id).ToListAsync());
    }

    [Fact]
    public async Task A_better_grade_never_waits_longer()
    {
        (await app.Run(new ChangeComplaintSettings { Settings = new() { Major = new() { RespondHours = 9, JudgeHours = 9, SolveHours = 9 } } })).Refusal.ShouldBe("service.settings.better_is_slower");
        (await app.Run(new ChangeComplaintSettings { Settings = new() { FollowUpDays = 91 } })).Refusal.ShouldBe("service.settings.out_of_range");
    }
}
