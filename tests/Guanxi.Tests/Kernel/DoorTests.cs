using Guanxi.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Kernel;

public sealed class DoorTests : IAsyncLifetime
{
    private GuanxiApp app = null!;

    public async ValueTask InitializeAsync() => app = await TestRoom.Open();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static Actor Ringer => GuanxiApp.Someone(Scope.All, "test.ring");

    [Fact]
    public async Task Without_the_right_neither_shape_nor_scope_is_looked_at()
    {
        var outcome = await app.Run(new RingBell { Number = 0, Subject = new(5000) }, GuanxiApp.Someone(Scope.All, "test.other"));

        outcome.Refusal.ShouldBe("kernel.right.missing");
        outcome.Fields.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_shape_is_said_by_field_before_scope_is_looked_at()
    {
        var outcome = await app.Run(new RingBell { Number = 0, Subject = new(5000) }, Ringer);

        outcome.Refusal.ShouldBe("kernel.shape.invalid");
        outcome.Fields.Keys.ShouldBe(["Number"]);
    }

    [Fact]
    public async Task What_is_out_of_reach_is_not_found()
    {
        (await app.Run(new RingBell { Number = 1, Subject = new(5000) }, Ringer)).Refusal.ShouldBe("test.bell.not_found");
        (await app.Run(new RingBell { Number = 1, Subject = new(5) }, Ringer)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_use_case_that_names_no_right_opens_for_nobody() =>
        (await app.Run(new Forgotten(), GuanxiApp.Someone())).Refusal.ShouldBe("kernel.right.missing");

    [Fact]
    public async Task Who_is_nobody_opens_only_what_needs_no_right() => (await app.Run(new RingBell { Number = 1 }, Actor.Nobody)).Refusal.ShouldBe("kernel.right.missing");

    [Fact]
    public async Task What_was_done_is_written_down_with_who_and_about_what()
    {
        var ringer = Ringer;

        _ = (await app.Run(new RingBell { Number = 7, Subject = new(77) }, ringer)).Value;

        var entry = await app.Use(db => db.Set<AuditEntry>().SingleAsync(a => a.UseCase == "RingBell"));
        entry.ActorId.ShouldBe(ringer.Id);
        entry.SubjectId.ShouldBe(77);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task What_was_refused_or_failed_leaves_nothing_and_tells_nobody(bool refuse, bool fail)
    {
        var request = new RingBell { Number = 8, ThenRefuse = refuse, ThenFail = fail };

        if (fail) await Should.ThrowAsync<InvalidOperationException>(() => app.Run(request, Ringer));
        else (await app.Run(request, Ringer)).Fields.ShouldContainKey("Number");
        _ = (await app.Run(new RingBell { Number = 9 }, Ringer)).Value;
        await app.DeliverOutbox();

        app.Services.GetRequiredService<Heard>().Numbers.ShouldBe([9]);
        (await app.Use(db => db.Set<AuditEntry>().CountAsync(a => a.UseCase == "RingBell"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_handler_that_saves_by_itself_is_stopped() =>
        await Should.ThrowAsync<InvalidOperationException>(() => app.Use(db => db.SaveChangesAsync()));

    [Fact]
    public async Task A_right_is_named_in_words()
    {
        var outcome = await app.Run(new Guanxi.Staff.People.PeopleList(), Actor.Nobody);

        outcome.Args.ShouldHaveSingleItem().ShouldBe(app.Services.GetRequiredService<Texts>()["staff.may.read"]);
    }
}
