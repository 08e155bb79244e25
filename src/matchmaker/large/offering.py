"""Who may learn at each offer: the lists of candidates, with what they and the sharer have in common."""

# mypy: disallow-untyped-defs=False, check-untyped-defs=False

# ruff: noqa: PLR0913  (compiled code takes its arrays one by one)

from typing import NamedTuple

import numpy as np

from matchmaker.large.compiling import compiled

SEQUENCE = np.uint64(0x03F79D71B4CB0A89)
PLACES = np.zeros(64, np.int64)
for _place in range(64):
    PLACES[((1 << _place) * int(SEQUENCE) & (1 << 64) - 1) >> 58] = _place


class Offered(NamedTuple):
    """Candidates by offer. Starts and channels are bits in the order of the sharer's own."""

    start: np.ndarray
    wish: np.ndarray
    gain: np.ndarray
    times: np.ndarray
    times_start: np.ndarray
    times_words: np.ndarray
    channels: np.ndarray
    pools: np.ndarray
    time_list: np.ndarray
    time_first: np.ndarray
    channel_list: np.ndarray
    channel_first: np.ndarray


@compiled
def holds(start, held, one, other):
    """Whether `other` stands in the sorted list of `one`."""
    low, high = start[one], start[one + 1]
    while low < high:
        middle = (low + high) // 2
        if held[middle] < other:
            low = middle + 1
        else:
            high = middle
    return low < start[one + 1] and held[low] == other


@compiled
def bits_of(words, row):
    """The bits set in a row, ascending."""
    count = 0
    for at in range(words.shape[1]):
        word = words[row, at]
        while word:
            word &= word - np.uint64(1)
            count += 1
    found = np.empty(count, np.int32)
    count = 0
    for at in range(words.shape[1]):
        word = words[row, at]
        while word:
            found[count] = 64 * at + place_of(word)
            word &= word - np.uint64(1)
            count += 1
    return found


@compiled
def place_of(word):
    """The place of the lowest bit set, by a de Bruijn sequence."""
    return PLACES[((word & (~word + np.uint64(1))) * SEQUENCE) >> np.uint64(58)]


@compiled
def find_all(p, offers):
    """How many candidates each of these offers has, and who, one list after another."""
    starts, channels, level_of, person_of = p.starts, p.channels, p.wish_level, p.wish_person
    wish_starts, wish_channels = starts[person_of], channels[person_of]
    group, apart_start, apart = p.group, p.apart_start, p.apart
    counts = np.zeros(len(offers), np.int64)
    found, count = np.empty(1024, np.int32), 0
    for row in range(len(offers)):
        offer, before = offers[row], count
        sharer, level, topic = p.offer_person[offer], p.offer_level[offer], p.offer_topic[offer]
        low, high = p.topic_start[topic], p.topic_start[topic + 1]
        if count + high - low > len(found):
            larger = np.empty(2 * (count + high - low), np.int32)
            larger[:count] = found[:count]
            found = larger
        for wish in range(low, high):
            common = np.uint64(0)
            for at in range(starts.shape[1]):
                common |= starts[sharer, at] & wish_starts[wish, at]
            tongue = np.uint64(0)
            for at in range(channels.shape[1]):
                tongue |= channels[sharer, at] & wish_channels[wish, at]
            if common == 0 or tongue == 0 or level < level_of[wish] - 1:
                continue
            learner = person_of[wish]
            own = learner == sharer or (group[sharer] >= 0 and group[sharer] == group[learner])
            if not own and not holds(apart_start, apart, sharer, learner):
                found[count] = wish
                count += 1
        counts[row] = count - before
    return counts, found[:count].copy()


@compiled
def dearest_first(p, pay):
    """For each level of a sharer the wishes of every topic in the order of what they add beyond these prices."""
    orders = np.empty((4, len(pay)), np.int32)
    for topic in range(len(p.topic_start) - 1):
        low, high = p.topic_start[topic], p.topic_start[topic + 1]
        for level in range(4):
            worth = p.wish_gain[low:high, level] - pay[low:high]
            orders[level, low:high] = low + np.argsort(-worth, kind="mergesort")
    return orders


@compiled
def by_gift(p, orders):
    """The orders once more, apart for each topic that the learners share: where each such list starts, and the lists.

    The list of those who want topic `k` and share topic `g` (a bit of `gives`) starts at `k * width + g`.
    """
    width, topics = 64 * p.gives.shape[1], len(p.topic_start) - 1
    first = np.zeros(topics * width + 1, np.int64)
    for topic in range(topics):
        for wish in range(p.topic_start[topic], p.topic_start[topic + 1]):
            for gift in bits_of(p.gives, p.wish_person[wish]):
                first[topic * width + gift + 1] += 1
    first = np.cumsum(first)
    lists = np.empty((len(orders), first[-1]), np.int32)
    for level in range(len(orders)):
        ends = first.copy()
        for topic in range(topics):
            for place in range(p.topic_start[topic], p.topic_start[topic + 1]):
                wish = orders[level, place]
                for gift in bits_of(p.gives, p.wish_person[wish]):
                    at = topic * width + gift
                    lists[level, ends[at]] = wish
                    ends[at] += 1
    return first, lists


@compiled
def lot_of(offer, wish):
    """A number from 0 up to 1 that depends on these two alone."""
    mixed = (np.uint64(wish) ^ np.uint64(offer) * np.uint64(0x9E3779B97F4A7C15)) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ mixed >> np.uint64(31)) * np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(40)) / 16777216.0


@compiled
def find_best(p, pay, orders, gift_first, gift_lists, keep, noise, offers):
    """The `keep` best candidates of each of these offers at these prices, how many, and the score below them all.

    `orders` is what `dearest_first` gives at these prices, and `by_gift` of it what follows. With noise, each loses up
    to so much by lot while the best are found, lest all offers list the same few. Who shares something that the sharer
    wants comes first, list by list; then nobody else has the reciprocity to hope for.
    """
    starts, channels, level_of, person_of = p.starts, p.channels, p.wish_level, p.wish_person
    wants, gives, width = p.wants, p.gives, 64 * p.gives.shape[1]
    counts, cutoff = np.zeros(len(offers), np.int64), np.full(len(offers), -np.inf)
    found, count = np.empty(len(offers) * keep, np.int32), 0
    wishes, scores = np.empty(keep + keep // 4 + 1, np.int32), np.empty(keep + keep // 4 + 1)
    for row in range(len(offers)):
        offer = offers[row]
        sharer, level, topic = p.offer_person[offer], p.offer_level[offer], p.offer_topic[offer]
        held, least, wanted = 0, -noise, bits_of(wants, sharer)
        for turn in range(len(wanted) + 1):
            if turn < len(wanted):
                at, line, bonus = topic * width + wanted[turn], gift_lists[level - 1], p.reciprocity
                low, high = gift_first[at], gift_first[at + 1]
            else:
                line, bonus, low, high = orders[level - 1], 0, p.topic_start[topic], p.topic_start[topic + 1]
            for place in range(low, high):
                wish = line[place]
                score = p.wish_gain[wish, level - 1] - pay[wish] + bonus
                if score <= max(0.0, least):
                    break
                if level < level_of[wish] - 1:
                    continue
                if noise > 0.0:
                    score -= noise * lot_of(offer, wish)
                    if score <= least:
                        continue
                learner, common, tongue, gift = person_of[wish], np.uint64(0), np.uint64(0), -1
                for at in range(starts.shape[1]):
                    common |= starts[sharer, at] & starts[learner, at]
                if common == 0:
                    continue
                for at in range(channels.shape[1]):
                    tongue |= channels[sharer, at] & channels[learner, at]
                own = learner == sharer or (p.group[sharer] >= 0 and p.group[sharer] == p.group[learner])
                if tongue == 0 or own or holds(p.apart_start, p.apart, sharer, learner):
                    continue
                for at in range(wants.shape[1] - 1, -1, -1):
                    mutual = wants[sharer, at] & gives[learner, at]
                    if mutual:
                        gift = 64 * at + place_of(mutual)
                if gift >= 0 and (turn == len(wanted) or gift != wanted[turn]):
                    continue
                wishes[held], scores[held] = wish, score
                held += 1
                if held == len(wishes):
                    order = np.argsort(-scores)[:keep]
                    wishes[:keep], scores[:keep] = wishes[order], scores[order]
                    held, least = keep, scores[keep - 1]
        order = np.argsort(-scores[:held])[:keep]
        if held > keep:
            least = scores[order[keep - 1]]
        if least > -noise:
            cutoff[row] = least + noise
        for at in range(len(order)):
            found[count] = wishes[order[at]]
            count += 1
        counts[row] = len(order)
    return counts, found[:count].copy(), cutoff


@compiled
def joined(start, held, more_start, more, wishes):
    """The lists held, each followed by those of the other lists that it does not hold; `wishes` is how many exist."""
    found, count = np.empty(len(held) + len(more), np.int32), 0
    starts, listed = np.zeros(len(start), np.int64), np.full(wishes, -1)
    for offer in range(len(start) - 1):
        for at in range(start[offer], start[offer + 1]):
            found[count] = held[at]
            listed[held[at]] = offer
            count += 1
        for at in range(more_start[offer], more_start[offer + 1]):
            if listed[more[at]] < offer:
                found[count] = more[at]
                count += 1
        starts[offer + 1] = count
    return starts, found[:count].copy()


@compiled
def relate(p, o, offers):
    """Writes what each candidate of these offers adds and has in common with the sharer."""
    starts, channels, wishes, person_of = p.starts, p.channels, o.wish, p.wish_person
    times_of, gains, tongues_of, pools_of, languages = o.times, o.gain, o.channels, o.pools, p.languages
    for offer in offers:
        sharer, level, words = p.offer_person[offer], p.offer_level[offer], o.times_words[offer]
        own_times = o.time_list[o.time_first[sharer] : o.time_first[sharer + 1]]
        own_channels = o.channel_list[o.channel_first[sharer] : o.channel_first[sharer + 1]]
        base = o.times_start[offer] - o.start[offer] * words
        for at in range(o.start[offer], o.start[offer + 1]):
            wish = wishes[at]
            learner = person_of[wish]
            gain = p.wish_gain[wish, level - 1]
            for word in range(p.wants.shape[1]):
                if p.wants[sharer, word] & p.gives[learner, word]:
                    gain += p.reciprocity
                    break
            gains[at] = gain
            for bit in range(len(own_times)):
                time = own_times[bit]
                held = starts[learner, time >> 6] >> np.uint64(time & 63) & np.uint64(1)
                times_of[base + at * words + (bit >> 6)] |= held << np.uint64(bit & 63)
            tongues, pools = np.uint64(0), np.uint64(0)
            for bit in range(len(own_channels)):
                channel = own_channels[bit]
                held = channels[learner, channel >> 6] >> np.uint64(channel & 63) & np.uint64(1)
                if channel < languages:
                    tongues |= held << np.uint64(min(bit, 63))
                else:
                    pools |= held << np.uint64(min(bit, 63))
            tongues_of[at], pools_of[at] = tongues, pools
