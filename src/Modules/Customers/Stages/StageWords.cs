using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Customers;

/// <summary>Which words a firm uses for the stages of a customer's life. One engine decides; three schools name it.</summary>
public enum StageTerms
{
    /// <summary>获取, 提升, 成熟, 衰退, 流失.</summary>
    Five,

    /// <summary>考察, 形成, 稳定, 退化.</summary>
    Formation,

    /// <summary>识别, 发展, 稳定, 衰退.</summary>
    Identification,
}

/// <summary>The firm's words for stages. Codes in addresses and in the API never change by it.</summary>
public sealed record StageVocabulary
{
    public StageTerms Terms { get; init; }
}

/// <summary>The firm's words for stages.</summary>
[NeedsNoRight("Stages stand on every list of customers; how they are called is no secret.")]
public sealed record StageVocabularyNow : IQuestion<StageVocabulary>
{
    internal sealed class Handler(GuanxiDb db) : IHandler<StageVocabularyNow, StageVocabulary>
    {
        public Task<StageVocabulary> Handle(StageVocabularyNow request, Actor actor, CancellationToken ct) => db.Setting<StageVocabulary>(ct);
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/customers/stage-vocabulary", (Asker asker, CancellationToken ct) => asker.Answer(new StageVocabularyNow(), ct))
        .Produces<StageVocabulary>().WithSummary("The firm's words for stages");
}

/// <summary>Stages in the firm's words, for one request. Load it before naming any.</summary>
public sealed class StageWords(Asker asker, Texts texts)
{
    private StageTerms? terms;

    public async Task Load()
    {
        if (terms is null && await asker.Run(new StageVocabularyNow()) is { Ok: true } found) terms = found.Value.Terms;
    }

    /// <summary>What the firm calls a stage; the code itself where there is no such stage.</summary>
    public string this[string stage] => texts.Find(KeyOf(terms ?? StageTerms.Five, stage)) ?? stage;

    /// <summary>Key of the text of a stage in some terms.</summary>
    public static string KeyOf(StageTerms terms, string stage) => terms switch
    {
        StageTerms.Formation => $"customers.stage.formation_{stage}",
        StageTerms.Identification => $"customers.stage.identification_{stage}",
        _ => $"customers.stage.{stage}",
    };
}
