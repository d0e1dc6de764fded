using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Surveys.Waves.Sending;

/// <summary>How many a wave would invite now, and whom it would leave out, before it is sent.</summary>
[Needs(SurveysRights.Plan)]
internal sealed record WavePlan : IQuestion<WavePlanned>
{
    /// <summary>All customers within reach where not said.</summary>
    public Id<KeptList>? ListId { get; init; }

    /// <summary>So many at random; all where not said.</summary>
    [Range(1, int.MaxValue)] public int? Sample { get; init; }

    internal sealed class Handler(WaveDraw draw) : IHandler<WavePlan, WavePlanned>
    {
        public async Task<WavePlanned> Handle(WavePlan request, Actor actor, CancellationToken ct)
        {
            var drawn = await draw.Of(request.ListId, request.Sample, 0, null, actor, ct);
            return new() { ListName = drawn.ListName, OnList = drawn.OnList, Invited = drawn.Customers.Count, AskedLately = drawn.AskedLately, Declined = drawn.Declined, NotDrawn = drawn.NotDrawn };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/surveys/wave-plan", (Id<KeptList>? listId, int? sample, Asker asker, CancellationToken ct) =>
        asker.Answer(new WavePlan { ListId = listId, Sample = sample }, ct)).Produces<WavePlanned>().WithSummary("How many a wave would invite");
}

/// <summary>What a wave would do.</summary>
internal sealed record WavePlanned
{
    public required string ListName { get; init; }

    /// <summary>Customers within reach, on the list or all.</summary>
    public required int OnList { get; init; }
    public required int Invited { get; init; }

    /// <summary>Left out because they were asked a short while ago.</summary>
    public required int AskedLately { get; init; }

    /// <summary>Left out because they do not want to be asked.</summary>
    public required int Declined { get; init; }

    /// <summary>Left out because they are not in the sample.</summary>
    public required int NotDrawn { get; init; }
}
