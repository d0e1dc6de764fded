using Guanxi.Contact;
using Guanxi.Service.Clocks;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Corrective;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Staff;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Service;

/// <summary>Corrective actions and clusters reach somebody by themselves.</summary>
[Trait("Row", "SVC-3")]
public sealed class CorrectiveTaskTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task The_owner_is_told_when_it_is_given_and_when_it_is_due_and_whoever_raised_it_when_it_is_to_be_checked()
    {
        var (owner, planner) = (await Person(), await Person());
        var id = (await app.Run(new RaiseCorrective { Title = "New boxes", Plan = "Boxes with corners", OwnerId = owner.Id, DueOn = Today.AddDays(20) }, planner)).Value;

        (await Tasks(id)).Select(t => (What(t), t.OwnerId)).ShouldBe([("due", owner.Id), ("given", owner.Id)]);
        (await Tasks(id)).Single(t => What(t) == "due").ShouldSatisfyAllConditions(t => t.DueOn.ShouldBe(Today.AddDays(20)), t => t.Title.ShouldContain("New boxes"), t => t.Url.ShouldBe($"/corrective-actions#action-{id}"));

        _ = (await app.Run(new FinishCorrective { ActionId = id, Done = "In use", CheckAfterDays = 30 }, owner)).Value;
        var check = (await Tasks(id)).ShouldHaveSingleItem("what was to be done is done");
        check.ShouldSatisfyAllConditions(t => What(t).ShouldBe("check"), t => t.OwnerId.ShouldBe(planner.Id), t => t.DueOn.ShouldBeInRange(Today.AddDays(29), Today.AddDays(31)));
        _ = (await app.Run(new DropCorrective { ActionId = id, Because = "Sold the shop" }, planner)).Value;
        (await Tasks(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_gives_it_to_themselves_is_reminded_on_the_day_and_another_checks_and_it_can_be_switched_off()
    {
        var (owner, other) = (await Person(), await Person());
        var id = (await app.Run(new RaiseCorrective { Title = "Training", Plan = "Every Monday" }, owner)).Value;
        (await Tasks(id)).Select(What).ShouldBe(["due"]);
        _ = (await app.Run(new FinishCorrective { ActionId = id, Done = "Held" }, owner)).Value;
        (await Tasks(id)).ShouldHaveSingleItem().OwnerId.ShouldNotBe(owner.Id, $"somebody else may, {other.Name}");

        _ = (await app.Run(new ChangeComplaintSettings { Settings = new() { TellCorrective = false } })).Value;
        var silent = (await app.Run(new RaiseCorrective { Title = "Quiet", Plan = "Quiet", OwnerId = other.Id }, owner)).Value;
        _ = (await app.Run(new FinishCorrective { ActionId = silent, Done = "Held" }, other)).Value;
        (await app.Use(db => db.Set<FirmTask>().AnyAsync(t => t.Cause.StartsWith($"service.corrective.{silent}.")))).ShouldBeFalse();
        _ = (await app.Run(new ChangeComplaintSettings { Settings = new() })).Value;
    }

    [Fact]
    public async Task A_cluster_is_told_the_lead_of_the_unit_once_within_its_days_and_again_after_them()
    {
        var shop = (await app.Run(new OpenUnit { Name = "静安店", Kind = UnitKind.Shop })).Value;
        var lead = (await app.Run(new Hire { Name = "Lead", UserName = $"l{Ids.Next()}", Role = "manager", UnitId = shop, Password = Visitor.Password })).Value;
        var customer = await app.Given(SalesGiven.Customer());
        for (var i = 0; i < 5; i++)
        {
            var at = new DateTimeOffset(Today.AddDays(-i).ToDateTime(new(0, 0)), TimeSpan.Zero);
            var complaint = ComplaintGiven.Open(customer.Id, at, ComplaintCause.Attitude);
            await app.GivenAll<object>([complaint, complaint.Start(new() { UnitId = shop }, null, ComplaintGiven.Clock(at))]);
        }
        await Set(new() { TellCluster = false, EscalateLate = false });
        (await Look()).ShouldBe(0);
        await Set(new() { EscalateLate = false });
        (await Look()).ShouldBe(1);
        (await Look()).ShouldBe(0, "once within its days");
        var task = (await Told()).ShouldHaveSingleItem();
        task.ShouldSatisfyAllConditions(t => t.OwnerId.ShouldBe(lead), t => t.Title.ShouldContain("静安店"), t => t.Title.ShouldContain("5"));
        using var owner = await Visitor.SignedIn(app);
        (await owner.Read(task.Url)).ShouldContain("共 5 条");

        // The days of the cluster are over, and it is there all the same.
        var longAgo = TimeProvider.System.GetUtcNow().AddDays(-31);
        await app.Use(db => db.Set<FirmTask>().Where(t => t.Id == task.Id).ExecuteUpdateAsync(u => u.SetProperty(t => t.CreatedAt, longAgo)));
        (await Look()).ShouldBe(1);
        (await Told()).Count.ShouldBe(2);
        // Something is being done about it: nobody need be reminded.
        _ = (await app.Run(new RaiseCorrective { Title = "Training", Cause = ComplaintCause.Attitude, UnitId = shop, Plan = "Role play" })).Value;
        (await Told()).ShouldBeEmpty();
        (await Look()).ShouldBe(0);

        async Task Set(ComplaintSettings settings) => _ = (await app.Run(new ChangeComplaintSettings { Settings = settings })).Value;

        Task<int> Look() => app.Services.GetRequiredService<LimitWatch>().Look(TestContext.Current.CancellationToken);

        Task<List<FirmTask>> Told() => app.Use(db => db.Set<FirmTask>().AsNoTracking().Where(t => t.DoneAt == null && t.Cause.StartsWith("service.cluster.")).ToListAsync());
    }

    [Fact]
    public async Task Tasks_of_somebody_who_leaves_are_handed_over()
    {
        var (leaves, stays) = (await Person(), await Person());
        var id = (await app.Run(new RaiseCorrective { Title = "Signs", Plan = "New signs", OwnerId = leaves.Id }, stays)).Value;

        (await app.Run(new Guanxi.Staff.Leaving.HandOver { PersonId = leaves.Id, ToId = stays.Id })).Refusal.ShouldBeNull();

        (await Tasks(id)).ShouldAllBe(t => t.OwnerId == stays.Id);
    }

    private static string What(FirmTask task) => task.Cause.Split('.')[^1];

    private Task<List<FirmTask>> Tasks(Id<CorrectiveAction> action) => app.Use(db => db.Set<FirmTask>().AsNoTracking().Where(t => t.DoneAt == null && t.Cause.StartsWith($"service.corrective.{action}.")).OrderBy(t => t.Cause).ToListAsync());

    private async Task<Actor> Person()
    {
        var name = $"p{Ids.Next()}";
        return GuanxiApp.Someone() with { Id = (await app.Run(new Hire { Name = name, UserName = name, Role = "manager", Password = Visitor.Password })).Value, Name = name };
    }
}
