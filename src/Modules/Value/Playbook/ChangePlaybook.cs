using System.ComponentModel.DataAnnotations;
using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Value.Standings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Value.Playbook;

/// <summary>What to do in each stage: the firm's own words beside the product's.</summary>
[Needs(ValueRights.Read)]
internal sealed record PlaybookNow : IQuestion<PlaybookView>
{
    internal sealed class Handler(GuanxiDb db, Texts texts) : IHandler<PlaybookNow, PlaybookView>
    {
        public async Task<PlaybookView> Handle(PlaybookNow request, Actor actor, CancellationToken ct)
        {
            var (book, none) = (await db.Setting<StagePlaybook>(ct), new StagePlaybook());
            return new()
            {
                Terms = (await db.Setting<StageVocabulary>(ct)).Terms,
                Plays =
                [
                    .. from stage in Labels.Stages
                       from @group in StagePlaybook.Groups
                       select new PlayView
                       {
                           Stage = stage, Group = @group, Strategy = book.Strategy(texts, stage, @group), NextAction = book.Action(texts, stage, @group), Own = book.Of(stage, @group),
                           DefaultStrategy = none.Strategy(texts, stage, @group), DefaultAction = none.Action(texts, stage, @group),
                       },
                ],
            };
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/value/playbook", (Asker asker, CancellationToken ct) => asker.Answer(new PlaybookNow(), ct))
        .Produces<PlaybookView>().WithSummary("What to do in each stage");
}

/// <summary>Writes what to do in one stage with one group of customers. An empty text is the product's own.</summary>
[Needs(ValueRights.Edit)]
internal sealed record ChangePlaybook : IUseCase<bool>
{
    /// <summary><c>acquisition</c>, <c>development</c>, <c>maturity</c>, <c>decline</c>, <c>lost</c>.</summary>
    [Required, StringLength(20)] public string? Stage { get; set; }

    /// <summary><c>key</c> customers, or the <c>other</c> ones.</summary>
    [Required, StringLength(20)] public string? Group { get; set; }
    [StringLength(1000)] public string? StrategyZh { get; set; }
    [StringLength(1000)] public string? StrategyEn { get; set; }

    /// <summary>Becomes the title of a task.</summary>
    [StringLength(200)] public string? ActionZh { get; set; }
    [StringLength(200)] public string? ActionEn { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangePlaybook, bool>
    {
        public async Task<bool> Handle(ChangePlaybook request, Actor actor, CancellationToken ct)
        {
            Refuse.If(!Labels.Stages.Contains(request.Stage) || !StagePlaybook.Groups.Contains(request.Group), "value.playbook.unknown");
            var book = await db.Setting<StagePlaybook>(ct);
            var play = new Play { StrategyZh = Words(request.StrategyZh), StrategyEn = Words(request.StrategyEn), ActionZh = Words(request.ActionZh), ActionEn = Words(request.ActionEn) };
            var plays = new Dictionary<string, Play>(book.Plays);
            if (play == new Play()) plays.Remove($"{request.Stage}.{request.Group}");
            else plays[$"{request.Stage}.{request.Group}"] = play;
            await db.Change(book with { Plays = plays }, ct);
            return true;
        }

        private static string? Words(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/value/playbook", (ChangePlaybook request, Asker asker, CancellationToken ct) =>
        asker.Answer(request, ct)).Produces<bool>().WithSummary("Write what to do in one stage");
}

/// <summary>Chooses the words by which the firm calls the stages.</summary>
[Needs(ValueRights.Edit)]
internal sealed record ChangeStageVocabulary : IUseCase<StageVocabulary>
{
    public StageTerms Terms { get; set; }

    internal sealed class Handler(GuanxiDb db) : IHandler<ChangeStageVocabulary, StageVocabulary>
    {
        public async Task<StageVocabulary> Handle(ChangeStageVocabulary request, Actor actor, CancellationToken ct)
        {
            Refuse.If(!Enum.IsDefined(request.Terms), "value.playbook.unknown");
            var words = new StageVocabulary { Terms = request.Terms };
            await db.Change(words, ct);
            return words;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/customers/stage-vocabulary", (ChangeStageVocabulary request, Asker asker, CancellationToken ct) =>
        asker.Answer(request, ct)).Produces<StageVocabulary>().WithSummary("Choose the words for stages");
}

/// <summary>The whole play-book.</summary>
internal sealed record PlaybookView
{
    public StageTerms Terms { get; init; }
    public IReadOnlyList<PlayView> Plays { get; init; } = [];
}

/// <summary>One stage and group of it, in the reader's language.</summary>
internal sealed record PlayView
{
    public string Stage { get; init; } = "";
    public string Group { get; init; } = "";

    /// <summary>What is shown: the firm's own, or else the product's.</summary>
    public string Strategy { get; init; } = "";
    public string NextAction { get; init; } = "";
    public string DefaultStrategy { get; init; } = "";
    public string DefaultAction { get; init; } = "";

    /// <summary>The firm's own words; null where it wrote none.</summary>
    public Play? Own { get; init; }
}
