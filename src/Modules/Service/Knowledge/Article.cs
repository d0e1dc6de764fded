using Guanxi.Service.Requests.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Service.Knowledge;

/// <summary>What an article is for.</summary>
public enum ArticleKind
{
    /// <summary>How the firm serves: what customers may expect, and what is done in which order.</summary>
    Standard,

    /// <summary>How something is done.</summary>
    HowTo,

    /// <summary>An answer that may be given word for word.</summary>
    Answer,
}

public enum ArticleState { Draft, Published, Withdrawn }

/// <summary>Something that whoever serves customers has to know. Its text is written here and read as its last edition: what is being rewritten doesn't mislead anybody meanwhile.</summary>
public sealed class Article : Entity<Article>
{
    public const int MostLetters = 20_000;

    [History] public string Title { get; private set; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; private set; } = "";
    [History] public ArticleKind Kind { get; private set; }
    [History] public ArticleState State { get; private set; }

    /// <summary>Who keeps it right.</summary>
    [History] public Id<Person> KeeperId { get; private set; }

    /// <summary>From this day on somebody should look whether it still holds; null for never.</summary>
    public DateOnly? ReviewOn { get; private set; }

    /// <summary>Number of the edition that is read; 0 before the first.</summary>
    public int Edition { get; private set; }

    /// <summary>Whether the text was changed since.</summary>
    public bool Changed { get; private set; }

    public static Article Draft(ArticleText text, Id<Person> by)
    {
        var article = new Article();
        article.Write(text, by);
        return article;
    }

    /// <summary>Writes it anew; readers go on reading the last edition.</summary>
    /// <param name="keeper">Who keeps it right from now on.</param>
    public void Write(ArticleText text, Id<Person> keeper)
    {
        Refuse.Field("Title", string.IsNullOrWhiteSpace(text.Title), "service.article.title_missing");
        Refuse.Field("Body", string.IsNullOrWhiteSpace(text.Body), "service.article.body_missing");
        Changed |= Edition == 0 || Title != text.Title.Trim() || Body != text.Body.Trim();
        (Title, Body, Kind, ReviewOn, KeeperId) = (text.Title.Trim(), text.Body.Trim(), text.Kind, text.ReviewOn, keeper);
    }

    /// <summary>From now on this text is read.</summary>
    /// <returns>The edition; null where the last one says the same.</returns>
    public ArticleEdition? Publish(Id<Person> by, DateTimeOffset at)
    {
        State = ArticleState.Published;
        if (!Changed) return null;
        (Edition, Changed) = (Edition + 1, false);
        return ArticleEdition.Of(this, by, at);
    }

    /// <summary>It no longer holds: it is not found any more, but stands where it helped.</summary>
    public void Withdraw()
    {
        Refuse.If(State != ArticleState.Published, "service.article.not_published");
        State = ArticleState.Withdrawn;
    }
}

/// <summary>What somebody writes.</summary>
public sealed record ArticleText(string Title, string Body, ArticleKind Kind, DateOnly? ReviewOn);

/// <summary>An article as it was published at a moment. Never changed.</summary>
public sealed class ArticleEdition : Entity<ArticleEdition>
{
    public Id<Article> ArticleId { get; private init; }
    public int Number { get; private init; }
    public string Title { get; private init; } = "";
    public string Body { get; private init; } = "";

    /// <summary>What it is found by.</summary>
    public string Words { get; private init; } = "";
    public Id<Person> PublishedBy { get; private init; }
    public DateTimeOffset PublishedAt { get; private init; }

    internal static ArticleEdition Of(Article article, Id<Person> by, DateTimeOffset at) =>
        new() { ArticleId = article.Id, Number = article.Edition, Title = article.Title, Body = article.Body, Words = ArticleWords.Of($"{article.Title}\n{article.Body}"), PublishedBy = by, PublishedAt = at };
}

/// <summary>That an article is about a kind of request.</summary>
internal sealed class ArticleTopic : Entity<ArticleTopic>
{
    public Id<Article> ArticleId { get; private init; }
    public Id<RequestKind> KindId { get; private init; }

    public static ArticleTopic Of(Id<Article> article, Id<RequestKind> kind) => new() { ArticleId = article, KindId = kind };
}

internal sealed class ArticleTable : ITable
{
    public void Map(ModelBuilder model)
    {
        model.Entity<Article>(article =>
        {
            article.ToTable("service_article");
            article.HasKey(a => a.Id);
            article.Property(a => a.Title).HasMaxLength(200);
            article.Property(a => a.Body).HasMaxLength(Article.MostLetters);
            article.Property(a => a.Kind).HasConversion<string>().HasMaxLength(20);
            article.Property(a => a.State).HasConversion<string>().HasMaxLength(20);
            article.HasIndex(a => a.State);
        });
        model.Entity<ArticleEdition>(edition =>
        {
            edition.ToTable("service_article_edition");
            edition.HasKey(e => e.Id);
            edition.Property(e => e.Title).HasMaxLength(200);
            edition.Property(e => e.Body).HasMaxLength(Article.MostLetters);
            edition.HasIndex(e => new { e.ArticleId, e.Number }).IsUnique();
            edition.HasOne<Article>().WithMany().HasForeignKey(e => e.ArticleId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ArticleTopic>(topic =>
        {
            topic.ToTable("service_article_topic");
            topic.HasKey(t => t.Id);
            topic.HasIndex(t => new { t.KindId, t.ArticleId }).IsUnique();
            topic.HasIndex(t => t.ArticleId);
            topic.HasOne<Article>().WithMany().HasForeignKey(t => t.ArticleId).OnDelete(DeleteBehavior.Cascade);
            topic.HasOne<RequestKind>().WithMany().HasForeignKey(t => t.KindId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
