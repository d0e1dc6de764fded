using System.ComponentModel.DataAnnotations;
using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Retention.WinBack.PlayBooks;

/// <summary>Writes the play-book of one grade. Attempts that run keep the steps they began with.</summary>
[Needs(RetentionRights.Plan)]
internal sealed record ChangePlayBook : IUseCase<PlayBook>
{
    public const int MostSteps = 8;

    /// <summary>major, minor, ordinary, small.</summary>
    [Required, StringLength(20)] public string? Grade { get; set; }
    public Stance Stance { get; set; }

    /// <summary>Major units of the base currency; nothing for no offer.</summary>
    [Range(0, 10_000_000_000)] public decimal? OfferUpTo { get; set; }
    [Range(7, 730)] public int Days { get; set; } = 60;

    /// <summary>In any order; those without words are left out.</summary>
    [MaxLength(MostSteps)] public List<StepEntry> Steps { get; set; } = [];

    internal sealed class Handler(GuanxiDb db, Texts texts) : IHandler<ChangePlayBook, PlayBook>
    {
        public async Task<PlayBook> Handle(ChangePlayBook request, Actor actor, CancellationToken ct)
        {
            var (books, currency) = (await db.Setting<PlayBooks>(ct), (await db.Setting<FirmSettings>(ct)).BaseCurrency);
            Refuse.Field(nameof(Grade), request.Grade is not ("major" or "minor" or "ordinary" or "small"), "retention.play.grade_unknown");
            Refuse.Field(nameof(OfferUpTo), request.OfferUpTo > 0 && currency.Length == 0, "retention.win_back.no_base_currency");
            var steps = request.Steps.Where(s => !string.IsNullOrWhiteSpace(s.Words)).OrderBy(s => s.Day).ToList();
            Refuse.Field(nameof(Steps), request.Stance != Stance.LetGo && steps.Count == 0, "retention.play.no_steps");
            Refuse.Field(nameof(Steps), steps.Exists(s => s.Day < 0 || s.Day > request.Days), "retention.play.step_after_end", request.Days);
            Refuse.Field(nameof(Steps), steps.Exists(s => s.Words!.Trim().Length > 200), "retention.play.step_too_long");
            var before = books.Of(request.Grade);
            var book = new PlayBook
            {
                Stance = request.Stance, Days = request.Days, OfferUpToMinor = request.OfferUpTo is > 0 and var amount ? Money.Of(amount, currency).Minor : 0,
                Steps = [.. steps.Select(s => Kept(before, s) ?? new PlayStep(s.Day, s.Words!.Trim()))],
            };
            await db.Change(request.Grade switch
            {
                "major" => books with { Major = book },
                "minor" => books with { Minor = book },
                "ordinary" => books with { Ordinary = book },
                _ => books with { Small = book },
            }, ct);
            return book;
        }

        // A step that nobody worded anew is still said in every reader's language.
        private PlayStep? Kept(PlayBook before, StepEntry step) => before.Steps.FirstOrDefault(b => b.Words is null && b.Say(texts) == step.Words!.Trim()) is { } same ? same with { Day = step.Day } : null;
    }

    internal static void Map(RouteGroupBuilder api) => api.MapPut("/win-back/play-books/{grade}", (string grade, ChangePlayBook request, Asker asker, CancellationToken ct) =>
        asker.Answer(request with { Grade = grade }, ct)).Produces<PlayBook>().WithSummary("Write the play-book of one grade");
}

/// <summary>One step as it is typed.</summary>
internal sealed record StepEntry
{
    public int Day { get; set; }
    public string? Words { get; set; }
}
