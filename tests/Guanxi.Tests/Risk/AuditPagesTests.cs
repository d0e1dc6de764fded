using System.Net;
using Guanxi.Contact.Log;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Jobs;
using Guanxi.Risk.Audit;
using Guanxi.Risk.Verification;
using Guanxi.Tests.Customers;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Risk;

/// <summary>The audit in the browser.</summary>
[Trait("Row", "RSK-3")]
public sealed class AuditPagesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task From_the_customers_page_to_who_saw_and_changed_them()
    {
        using var owner = await Visitor.SignedIn(app);
        var customer = await app.Registered("Watched");
        _ = (await app.Run(new LogContact { CustomerId = customer, Purpose = "Call" })).Value;

        (await owner.Read($"/customers/{customer}")).ShouldContain($"href=\"/audit?customer={customer}\"");
        await app.Flush();
        var page = await owner.Read($"/audit?customer={customer}");

        page.ShouldContain("查看了客户");
        page.ShouldContain("记录了联系");
        (await owner.Read($"/audit?customer={customer}&act=Saw")).ShouldNotContain("<td>记录了联系");
        foreach (var odd in new[] { "?act=nonsense&person=x&before=y", "?from=2026-13-45", "?customer=0", "?useCase=NoSuchThing" }) await owner.Read($"/audit{odd}");
    }

    [Fact]
    public async Task Without_the_right_there_is_neither_page_nor_link_nor_answer()
    {
        using var clerk = await Visitor.SignedIn(app, "clerk");
        var customer = await app.Registered("Not watched", actor: null);

        (await clerk.Http.GetAsync("/audit", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await clerk.Http.GetAsync("/api/audit", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await clerk.Http.GetAsync("/settings/audit", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await clerk.Read("/customers")).ShouldNotContain("href=\"/audit");
        (await app.Run(new CustomerDetails { CustomerId = customer })).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Verified_at_the_press_of_a_button_it_says_what_it_found()
    {
        using var owner = await Visitor.SignedIn(app);
        await app.Seal();

        (await owner.Submit("/audit", "verify", [])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var state = await Verified();
        state.Verified.ShouldNotBeNull().Whole.ShouldBeTrue();
        (await owner.Read("/audit")).ShouldContain(state.Seal.ShouldNotBeNull().Hash);

        var gone = await app.Use(async db =>
        {
            var id = await db.Set<AuditEntry>().Where(a => a.SealNumber > 0).Select(a => a.Id).FirstAsync();
            await db.Set<AuditEntry>().Where(a => a.Id == id).ExecuteDeleteAsync();
            return id;
        });
        await owner.Submit("/audit", "verify", []);
        await Verified();

        (await owner.Read("/audit")).ShouldContain($"记录 {gone} 已丢失");
    }

    [Fact]
    public async Task How_long_it_is_kept_is_set_on_a_page()
    {
        using var owner = await Visitor.SignedIn(app);

        (await owner.Submit("/settings/audit", "audit-settings", new() { ["Form.KeepChangesMonths"] = "5", ["Form.KeepViewsMonths"] = "12" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await owner.Submit("/settings/audit", "audit-settings", new() { ["Form.KeepChangesMonths"] = "48", ["Form.KeepViewsMonths"] = "18" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await app.Use(db => db.Setting<Guanxi.Risk.AuditSettings>(default))).ShouldBe(new() { KeepChangesMonths = 48, KeepViewsMonths = 18 });
    }

    private async Task<AuditStanding> Verified()
    {
        while (await app.Use(db => db.Set<Job>().AnyAsync(j => j.Kind == VerifyAuditJob.KindName && (j.State == JobState.Queued || j.State == JobState.Running)))) await Task.Delay(20, TestContext.Current.CancellationToken);
        return (await app.Run(new AuditState())).Value;
    }
}
